#ifndef BINDERY_CLIENT_IMPL_CORE_IPP
#define BINDERY_CLIENT_IMPL_CORE_IPP

#include <bindery/client/core.hpp>
#include <bindery/client/impl/run.hpp>
#include <bindery/client/impl/tls.hpp>
#include <bindery/validate.hpp>

#include <boost/asio/strand.hpp>

#include <openssl/rand.h>

#include <array>
#include <atomic>
#include <thread>

namespace bindery::detail {

class core : public std::enable_shared_from_this<core> {
public:
    core(credentials who, client_options options)
        : who_(std::move(who)), options_(std::move(options)), number_(++count()) {
        if (!options_.endpoint.empty())
            fixed_.emplace(endpoint::parse(options_.endpoint));
    }
    ~core() {
        const std::lock_guard lock(mutex_);
        for (const auto& each : pools_)
            if (const auto alive = each.lock())
                alive->close();
    }

    const client_options& options() const noexcept { return options_; }

    /// Judges the call and finds its region.
    result<std::string_view> check(const erased_call& what) const {
        violations broken;
        validate(*what.input, what.value, broken);
        std::string_view region = what.region != nullptr ? what.region->view() : std::string_view(options_.region);
        if (what.about->region == region_rule::required && region.empty())
            broken.push_back(
                {"/Region", rule::required, "a region, since the operation is made for one; " + regions(what), {}});
        const std::size_t points = utf8::count(region);
        for (const constraint& rule : what.regions)
            if (!region.empty() && !(what.region != nullptr && what.region->is_unlisted()) &&
                !satisfies(rule, region, points))
                broken.push_back({"/Region", rule.rule, expectation(rule), shortened(region)});
        if (broken.empty())
            return region;
        error refused{errc::validation, "nothing was sent"};
        refused.violations = std::move(broken);
        return refused;
    }

    /// Where the call goes.
    result<route> plan(const erased_call& what) {
        route where;
        if (fixed_ && !*fixed_)
            return fixed_->error();
        where.to = fixed_ ? **fixed_ : endpoint{std::string(what.about->host), "443", true};
        where.host = what.about->host;
        where.verify = options_.tls.verify;
        if (where.to.tls) {
            auto context = tls();
            if (!context)
                return context.error();
            where.tls = *context;
        }
        const auto now = connection::clock::now();
        where.until = now + (what.timeout.count() != 0 ? what.timeout : options_.timeout);
        where.connect_until = std::min(where.until, now + options_.connect_timeout);
        where.max_header = options_.max_response_header;
        where.max_body = options_.max_response_body;
        return where;
    }

    /// Writes the signed request into the connection.
    result<void> write(connection& on, const erased_call& what, std::string_view region) {
        auto who = who_.get(*what.cloud);
        if (!who)
            return who.error();
        std::array<char, 32> nonce;
        if (!draw(nonce))
            return error{errc::signing, "the random source failed"};
        const std::int64_t now = options_.clock ? options_.clock() : wall_clock();
        const protocol::call call{what.about, what.input, what.value, what.about->host, region, options_.language};
        auto done = on.writer_for(*what.cloud).write(call, **who, {now, {nonce.data(), nonce.size()}}, on.request);
        if (done)
            on.serialize();
        return done;
    }

    static std::string key_of(const route& where) {
        return (where.to.tls ? "s" : "p") + where.to.host + ':' + where.to.port + '/' + where.host;
    }

    pool& blocking() noexcept { return blocking_; }

    std::shared_ptr<pool> pool_of(const boost::asio::any_io_executor& executor) {
        auto& context = boost::asio::query(executor, boost::asio::execution::context);
        auto found = boost::asio::use_service<pool_service>(context).of(number_);
        const std::lock_guard lock(mutex_);
        bool known = false;
        std::erase_if(pools_, [&](const auto& each) {
            const auto alive = each.lock();
            known = known || alive == found;
            return alive == nullptr;
        });
        if (!known)
            pools_.push_back(found);
        return found;
    }

private:
    static std::atomic<std::uint64_t>& count() noexcept {
        static std::atomic<std::uint64_t> clients{0};
        return clients;
    }
    static std::int64_t wall_clock() noexcept {
        return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch())
            .count();
    }
    static bool draw(std::array<char, 32>& nonce) noexcept {
        unsigned char bytes[16];
        if (RAND_bytes(bytes, sizeof bytes) != 1)
            return false;
        for (std::size_t i = 0; i != sizeof bytes; ++i) {
            nonce[2 * i] = "0123456789abcdef"[bytes[i] >> 4];
            nonce[2 * i + 1] = "0123456789abcdef"[bytes[i] & 15];
        }
        return true;
    }
    static std::string regions(const erased_call& what) {
        for (const constraint& rule : what.regions)
            if (rule.rule == rule::one_of)
                return expectation(rule);
        return "any of the service's";
    }

    /// Made at the first need, since reading the trusted certificates takes a while.
    result<boost::asio::ssl::context*> tls() {
        const std::lock_guard lock(mutex_);
        if (!tls_) {
            auto made = std::make_unique<boost::asio::ssl::context>(boost::asio::ssl::context::tls_client);
            if (auto trusted = trust(*made, options_.tls); !trusted)
                return trusted.error();
            tls_ = std::move(made);
        }
        return tls_.get();
    }

    credentials who_;
    client_options options_;
    std::uint64_t number_;
    std::optional<result<endpoint>> fixed_;
    std::mutex mutex_;
    std::unique_ptr<boost::asio::ssl::context> tls_;
    std::vector<std::weak_ptr<pool>> pools_;
    pool blocking_;
};

BINDERY_DECL std::shared_ptr<core> make_core(credentials who, client_options options) {
    return std::make_shared<core>(std::move(who), std::move(options));
}

BINDERY_DECL result<void> call(const std::shared_ptr<core>& on, const erased_call& what) {
    const auto region = on->check(what);
    if (!region)
        return region.error();
    auto where = on->plan(what);
    if (!where)
        return where.error();

    std::string key = core::key_of(*where);
    auto link = on->blocking().take(key, on->options().max_idle_time);
    const bool reused = link != nullptr;
    if (!reused)
        link = std::make_unique<connection>();
    link->key = std::move(key);
    if (auto written = on->write(*link, what, *region); !written) {
        if (reused)
            on->blocking().keep(std::move(link), on->options().max_idle_connections);
        return written;
    }

    boost::asio::io_context& context = *link->own_context();
    result<void> outcome;
    std::unique_ptr<connection> kept;
    const auto running =
        std::make_shared<run>(std::move(link), std::move(*where), reused, what.about->effect == effect::reads,
                              [&](result<void> ended, std::unique_ptr<connection> back) {
                                  outcome = std::move(ended);
                                  kept = std::move(back);
                              });
    running->begin();
    context.restart();
    while (!running->has_ended())
        if (context.run_one_until(running->until()) == 0 && !running->has_ended())
            running->expire();

    if (kept == nullptr) {
        auto lost = running->take_connection();
        // A name that is still being resolved cannot be called back; whoever waits for it is not the caller.
        if (running->ended_while_resolving())
            std::thread([lost = std::move(lost)] {}).detach();
        return outcome;
    }
    outcome = what.cloud->read_response(kept->response, *what.output, what.out);
    if (kept->socket().is_open())
        on->blocking().keep(std::move(kept), on->options().max_idle_connections);
    return outcome;
}

BINDERY_DECL std::weak_ptr<running> start(const std::shared_ptr<core>& on, const erased_call& what,
                                          const boost::asio::any_io_executor& executor,
                                          std::unique_ptr<completion> waiting) {
    // Whatever fails before the first step is told later all the same.
    const auto refuse = [&](const error& failure) {
        boost::asio::post(executor, [waiting = std::move(waiting), failure] { waiting->complete(failure); });
        return std::weak_ptr<running>();
    };
    const auto region = on->check(what);
    if (!region)
        return refuse(region.error());
    auto where = on->plan(what);
    if (!where)
        return refuse(where.error());

    auto pool = on->pool_of(executor);
    std::string key = core::key_of(*where);
    auto link = pool->take(key, on->options().max_idle_time);
    const bool reused = link != nullptr;
    if (!reused)
        link = std::make_unique<connection>(boost::asio::make_strand(executor));
    link->key = std::move(key);
    if (auto written = on->write(*link, what, *region); !written) {
        if (reused)
            pool->keep(std::move(link), on->options().max_idle_connections);
        return refuse(written.error());
    }

    const auto strand = link->socket().get_executor();
    auto when_done = [on, pool, cloud = what.cloud, output = what.output, out = what.out,
                      waiting = std::shared_ptr<completion>(std::move(waiting))](result<void> ended,
                                                                                 std::unique_ptr<connection> back) {
        if (back != nullptr) {
            ended = cloud->read_response(back->response, *output, out);
            if (back->socket().is_open())
                pool->keep(std::move(back), on->options().max_idle_connections);
        }
        waiting->complete(std::move(ended));
    };
    const auto begun = std::make_shared<run>(std::move(link), std::move(*where), reused,
                                             what.about->effect == effect::reads, std::move(when_done));
    boost::asio::post(strand, [begun] {
        begun->watch();
        begun->begin();
    });
    return begun;
}

} // namespace bindery::detail

#endif
