// The five founding pages, read as they are: each says what was counted by hand, and each of our specs says the same as
// its page, fact by fact. The pages are other people's text and no part of the project; without them these tests are
// skipped.

#include "output/output.hpp"
#include "show/show.hpp"
#include "support/pages.hpp"

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <doctest/doctest.h>

#include <filesystem>
#include <map>

using namespace bindery::codegen;

namespace {

const std::string seeds = std::string(BINDERY_SHARED_DIR) + "/seeds/";
const std::string specs = std::string(BINDERY_SPECS_DIR) + "/";

struct founding_page {
    std::string page;
    std::string expected;
    std::vector<std::string> spec;
    std::size_t notes; ///< how much of it is inferred
};

const founding_page pages[] = {
    {"alibaba_live_StartEdgeTranscodeJob.txt",
     "live_StartEdgeTranscodeJob",
     {"alibaba/live/v20161101/StartEdgeTranscodeJob.md"},
     0},
    {"tencent_mps_ExecuteFunction.txt", "mps_ExecuteFunction", {"tencent/mps/v20190612/ExecuteFunction.md"}, 0},
    {"tencent_tiw_DescribeVideoGenerationTask.txt",
     "tiw_DescribeVideoGenerationTask",
     {"tencent/tiw/v20190919/DescribeVideoGenerationTask.md", "tencent/tiw/v20190919/types.md"},
     1},
    {"tencent_vod_ExecuteFunction.txt", "vod_ExecuteFunction", {"tencent/vod/v20180717/ExecuteFunction.md"}, 1},
    {"tencent_vod_ManageTask.txt", "vod_ManageTask", {"tencent/vod/v20180717/ManageTask.md"}, 2},
};

bool have_pages() {
    if (std::filesystem::exists(seeds))
        return true;
    MESSAGE("skipped: no pages in ", seeds, "; name their folder with -D BINDERY_SHARED_DIR=...");
    return false;
}

resolved resolve_files(const std::vector<std::string>& files) {
    std::vector<std::pair<std::string, std::string>> texts;
    for (const auto& each : files)
        texts.emplace_back(each, contents(each));
    return resolve_texts(texts);
}

/// The line that states a rule is another in a spec.
boost::json::value without_lines(boost::json::value of) {
    if (auto* rules = of.if_array())
        for (auto& each : *rules)
            if (auto* rule = each.if_object())
                rule->erase("line");
    return of;
}

/// All facts of an operation that a page can state, by name. What the page leaves open is no fact of it.
class fact_list {
public:
    fact_list(const api& all, const operation& of) {
        say("operation", of.name);
        say("service", of.of.service);
        say("version", of.of.version);
        say("host", of.host);
        if (of.rate)
            say("rate", std::to_string(of.rate->calls) + '/' + std::to_string(of.rate->seconds));
        const auto shown = to_json(all, of, {});
        if (of.region)
            say("region", boost::json::serialize(shown.at("region")));
        members("request", shown.at("request").as_array());
        members("response", shown.at("response").as_array());
        say("errors", std::to_string(of.errors.size()));
        for (std::size_t i = 0; i < of.errors.size(); ++i) {
            const auto name = "errors." + std::to_string(i);
            say(name, of.errors[i].code);
            if (of.errors[i].http)
                say(name + ".http", std::to_string(*of.errors[i].http));
            say(name + ".message", of.errors[i].message);
        }
        for (const auto& each : shown.at("examples").as_array())
            for (const auto* side : {"input", "output"})
                if (const auto* object = each.at(side).if_object())
                    for (const auto& value : *object)
                        say(std::string("example.") + side + '.' + std::string(value.key()),
                            boost::json::serialize(value.value()));
    }

    const std::map<std::string, std::string>& facts() const { return facts_; }

private:
    void say(const std::string& name, const std::optional<std::string>& value) {
        if (value)
            facts_[name] = *value;
    }

    void members(const std::string& above, const boost::json::array& of) {
        std::string order;
        for (const auto& each : of) {
            if (each.at("common").as_bool())
                continue;
            const std::string name = above + '.' + each.at("name").as_string().c_str();
            order += std::string(each.at("name").as_string()) + ' ';
            for (const auto* fact : {"type", "required", "nullable", "deprecated", "unit", "rules"})
                if (!each.at(fact).is_null())
                    say(name + '.' + fact, boost::json::serialize(without_lines(each.at(fact))));
            if (const auto* inner = each.at("members").if_array())
                members(name, *inner);
        }
        say(above, order);
    }

    std::map<std::string, std::string> facts_;
};

std::string text_or(const boost::json::value& in, const char* name) {
    const auto* found = in.as_object().if_contains(name);
    return found && found->is_string() ? std::string(found->as_string()) : std::string("not stated");
}

} // namespace

TEST_SUITE_BEGIN("seeds");

TEST_CASE("seeds: each page says what was counted by hand") {
    if (!have_pages())
        return;
    for (const auto& each : pages) {
        CAPTURE(each.page);
        const auto result = resolve_files({seeds + each.page});
        INFO(result.lines());
        REQUIRE_FALSE(result.said.failed());
        CHECK(result.said.said().size() == each.notes);

        const auto expected = boost::json::parse(contents(seeds + "expected/" + each.expected + ".json"));
        const auto shown = to_json(result.model, result.first(), {});
        CHECK(shown.at("operation") == expected.at("operation"));
        for (const auto* side : {"request", "response"}) {
            const auto& have = shown.at(side).as_array();
            const auto& want = expected.at(side).as_array();
            REQUIRE(have.size() == want.size());
            for (std::size_t i = 0; i < want.size(); ++i) {
                CHECK(have[i].at("name") == want[i].at("name"));
                CHECK(have[i].at("type") == want[i].at("type"));
                if (want[i].as_object().contains("required"))
                    CHECK(have[i].at("required") == want[i].at("required"));
            }
        }
        const auto& have = shown.at("errors").as_array();
        const auto& want = expected.at("errors").as_array();
        REQUIRE(have.size() == want.size());
        for (std::size_t i = 0; i < want.size(); ++i) {
            CHECK(have[i].at("code") == want[i].at("code"));
            CHECK(text_or(have[i], "http") == text_or(want[i], "http"));
        }
    }
}

TEST_CASE("seeds: each spec says what its page says") {
    if (!have_pages())
        return;
    for (const auto& each : pages) {
        CAPTURE(each.page);
        const auto page = resolve_files({seeds + each.page});
        std::vector<std::string> files;
        for (const auto& file : each.spec)
            files.push_back(specs + file);
        const auto spec = resolve_files(files);
        REQUIRE_FALSE(page.said.failed());
        REQUIRE(spec.said.said().empty()); // a spec leaves nothing to infer

        const auto stated = fact_list(page.model, page.first()).facts();
        const auto restated = fact_list(spec.model, spec.first()).facts();
        for (const auto& [name, value] : stated) {
            CAPTURE(name);
            const auto found = restated.find(name);
            REQUIRE(found != restated.end());
            CHECK(found->second == value);
        }
        // And it adds none to the members: what a page does not say of them, a spec does not make up.
        for (const auto& [name, value] : restated)
            if (name.starts_with("request.") || name.starts_with("response."))
                CHECK_MESSAGE(stated.contains(name), name, " is in the spec only");
    }
}

TEST_CASE("seeds: what is inferred is noted where it stands") {
    if (!have_pages())
        return;
    const auto whiteboard = resolve_files({seeds + pages[2].page});
    REQUIRE(whiteboard.said.said().size() == 1);
    CHECK(
        whiteboard.said.said()[0].message.starts_with("the structure VideoInfo is described nowhere: its 10 members"));
    CHECK(whiteboard.model.find(whiteboard.first().of, "VideoInfo")->inferred);
    CHECK(whiteboard.model.find(whiteboard.first().of, "VideoInfo")->members[0].name == "UserId");
}

TEST_SUITE_END();
