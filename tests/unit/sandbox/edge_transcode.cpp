#include "cloud.hpp"

#include <doctest/doctest.h>

using namespace sandboxed;

namespace {

using errc = live::StartEdgeTranscodeJob::errc;

live::StartEdgeTranscodeJob start(std::string_view job, std::string_view cluster = "c1") {
    return {.ClusterId = cluster, .JobId = job};
}

struct with_jobs : cloud {
    with_jobs() {
        for (int i = 0; i != 12; ++i)
            box.add_edge_transcode_job({"c1", "job" + std::to_string(i)});
    }
};

} // namespace

TEST_CASE("sandbox: a known edge job starts, in the data center it belongs to") {
    with_jobs here;
    const auto started = here.ask(start("job1"));
    REQUIRE(started.has_value());
    CHECK(started->JobId->view() == "job1");
    CHECK(started->RequestId->size() == 36);
    const auto unknown = here.ask(start("job99"));
    CHECK(unknown.error() == errc::JobNotFound);
    CHECK(unknown.error().http_status == 404);
    CHECK(unknown.error().remote_message ==
          "There is no job \"job99\" in this data center, please check and try again later.");
    CHECK(unknown.error().request_id.size() == 36);
    CHECK(here.ask(start("job1", "c2")).error() == errc::JobNotFound);
}

TEST_CASE("sandbox: a running edge job cannot be started again until it has ended") {
    with_jobs here;
    CHECK(code(here.ask(start("job1"))) == "ok");
    const auto running = here.ask(start("job1"));
    CHECK(running.error() == errc::OperationDenied);
    CHECK(running.error().http_status == 403);
    CHECK(running.error().remote_message == "The job is running already, please check and try again later.");
    *here.time += 59'999;
    CHECK(code(here.ask(start("job1"))) == "OperationDenied");
    *here.time += 1;
    CHECK(code(here.ask(start("job1"))) == "ok");
}

TEST_CASE("sandbox: an account runs ten edge jobs at once, and a refused one can start later") {
    with_jobs here;
    for (int i = 0; i != 10; ++i)
        CHECK(code(here.ask(start("job" + std::to_string(i)))) == "ok");
    const auto refused = here.ask(start("job10"));
    CHECK(refused.error() == errc::UserTaskExceed);
    CHECK(refused.error().http_status == 400);
    *here.time += 60'000;
    CHECK(code(here.ask(start("job10"))) == "ok");
}

TEST_CASE("sandbox: what is missing is answered with the page's template") {
    with_jobs here;
    live::StartEdgeTranscodeJob incomplete = start("job1");
    incomplete.JobId = bindery::required<bindery::text<>>(bindery::absent);
    const auto missing = here.ask(incomplete);
    CHECK(missing.error() == errc::MissingParameter);
    CHECK(missing.error().http_status == 400);
    CHECK(missing.error().remote_message.starts_with("/JobId"));
    CHECK(missing.error().remote_message.ends_with("."));
}

TEST_CASE("sandbox: a nonce is good once, and the clock may be 15 minutes off") {
    with_jobs here;
    CHECK(world::ask(here.box.dispatcher(), start("job1"), {.nonce = "n"}).has_value());
    CHECK(code(world::ask(here.box.dispatcher(), start("job2"), {.nonce = "n"})) == "SignatureNonceUsed");
    const auto shifted = [&](std::int64_t by) {
        return code(world::ask(here.box.dispatcher(), start("job3"),
                               {.milliseconds = world::start + by, .nonce = std::to_string(by)}));
    };
    CHECK(shifted(-901 * second) == "InvalidTimeStamp.Expired");
    CHECK(shifted(901 * second) == "InvalidTimeStamp.Expired");
    CHECK(shifted(-900 * second) == "ok");
}

TEST_CASE("sandbox: 6,000 calls a minute are the rate") {
    with_jobs here;
    int nonce = 0;
    bindery::protocol::incoming_call call;
    const auto ask = [&] {
        call.received.clear();
        world::write(start("none"), {.nonce = std::to_string(++nonce)}, call.received);
        here.box.dispatcher().dispatch(call);
        return call.answer.status;
    };
    for (int i = 0; i != 6000; ++i)
        REQUIRE(ask() == 404);
    CHECK(ask() == 400);
    CHECK(code(world::read<live::StartEdgeTranscodeJob>(call.answer)) == "Throttling.User");
}

TEST_CASE("sandbox: a job that there is no room to remember does not start, and nothing is left of it") {
    with_jobs here;
    bindery::sandbox_settings settings = here.settings();
    settings.store = std::make_shared<bindery::store::memory>(24 * 1024);
    bindery::sandbox small(settings);
    small.add_credentials(world::alice);
    const std::string cluster(300, 'c'); // so that jobs take more room than the calls' nonces
    int calls = 0;
    const auto started = [&](const std::string& job) {
        small.add_edge_transcode_job({cluster, job});
        const std::string nonce = "n" + std::to_string(++calls);
        return code(world::ask(small.dispatcher(), start(job, cluster), {.milliseconds = *here.time, .nonce = nonce}));
    };
    std::string outcome = "ok";
    while (outcome == "ok")
        outcome = started("job" + std::to_string(calls));
    CHECK(calls > 2);
    CHECK(calls <= 10);
    CHECK(outcome == "InternalError");
    *here.time += 60'000;
    CHECK(started("job" + std::to_string(calls - 1)) == "ok");
}
