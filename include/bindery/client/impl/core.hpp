#ifndef BINDERY_CLIENT_IMPL_CORE_HPP
#define BINDERY_CLIENT_IMPL_CORE_HPP

// What the calls of a client share, and the steps of a call that need no socket.

#include <bindery/client/core.hpp>
#include <bindery/client/details.hpp>
#include <bindery/client/endpoint.hpp>
#include <bindery/client/impl/asynchronous_pool.hpp>
#include <bindery/client/impl/blocking_connection.hpp>
#include <bindery/client/impl/curl_command.hpp>
#include <bindery/client/impl/decoding.hpp>
#include <bindery/client/impl/host_book.hpp>
#include <bindery/client/impl/own_headers.hpp>
#include <bindery/client/impl/pool.hpp>
#include <bindery/client/impl/proxies.hpp>
#include <bindery/client/impl/tls_context.hpp>
#include <bindery/detail/finite_time.hpp>
#include <bindery/protocol/clock_skew.hpp>
#include <bindery/protocol/http_date.hpp>
#include <bindery/validate.hpp>

#include <array>
#include <atomic>
#include <cstring>
#include <map>

namespace bindery::detail {

class core : public std::enable_shared_from_this<core> {
public:
    core(credentials who, client_options options)
        : who_(std::move(who)), options_(without_nobody(std::move(options))),
          headers_(options_.headers, {}, options_.coding.name), proxies_(options_.proxy), number_(++count()),
          is_conducted_(options_.retries || options_.max_connections != 0 || options_.breaker || options_.concurrency ||
                        options_.ids == deduplication_ids::generated || options_.max_clock_skew.count() > 0 ||
                        !options_.observers.empty()) {
        if (!options_.endpoint.empty()) {
            auto parsed = endpoint::parse(options_.endpoint);
            if (parsed)
                fixed_ = *std::move(parsed);
            else
                fault_ = error{errc::validation, "client_options::endpoint: " + parsed.error().message};
        }
        if (!fault_)
            fault_ = host_book::fault(options_.hosts);
        if (!fault_)
            fault_ = own_headers::fault(options_.headers, own_headers::in_client);
        if (!fault_)
            fault_ = fault_of(options_.coding);
        if (!fault_)
            fault_ = proxies_.fault();
    }
    ~core() {
        for (const auto& each : pools())
            each->close();
    }
    /// The last client has: blocking calls hold theirs, and asynchronous ones, which only hold this, are to end.
    void client_is_gone() noexcept {
        for (const auto& each : pools())
            each->client_is_gone();
    }

    const client_options& options() const noexcept { return options_; }
    const credentials& who() const noexcept { return who_; }
    /// Those that the call may have to wait for; null: it has not to.
    std::shared_ptr<kept_credentials> kept_credentials_of(const erased_call& what) const noexcept {
        return who_.holder().kept(*what.cloud);
    }

    /// Judges the call, unless it has been, and finds its region.
    result<std::string_view> check(const erased_call& what) const {
        if (what.judged)
            return *what.judged;
        if (!what.headers.empty())
            if (auto wrong = own_headers::fault(what.headers, own_headers::in_call))
                return *std::move(wrong);
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
        if (!broken.empty()) {
            relax(broken, what.about->action, options_.relaxed);
            relax(broken, what.about->action, what.relaxed);
        }
        if (broken.empty())
            return region;
        error refused{errc::validation, "nothing was sent"};
        refused.violations = std::move(broken);
        return refused;
    }

    /// Whether calls to the operation are counted here.
    bool keeps_rate(const erased_call& what) const noexcept {
        return options_.rates.limiter != nullptr && what.about->rate.calls != 0;
    }

    /// The host that is called, as it was written; the page's, when nobody said otherwise.
    std::string host_of(const erased_call& what) const {
        std::string other = other_host_of(what);
        return other.empty() ? std::string(what.about->host) : other;
    }
    /// What the calls to one host share.
    struct shared_of_endpoint {
        shared_of_endpoint(std::string_view travels, std::uint32_t tokens, const std::optional<breaker_policy>& breaks)
            : host_field(travels), budget(tokens) {
            if (breaks)
                breaker.emplace(*breaks);
        }
        const std::string host_field; ///< empty: nothing can be called so
        protocol::retry_budget budget;
        std::optional<protocol::circuit_breaker> breaker;
        protocol::clock_skew skew;
    };

    /// Whether there is more to a call than one attempt.
    bool is_conducted(const erased_call& what) const noexcept {
        return is_conducted_ || what.retries != nullptr || what.phases != nullptr ||
               what.ids == deduplication_ids::generated || keeps_rate(what);
    }
    /// Whether attempts wait for a turn to have a connection.
    bool bounds_connections() const noexcept { return options_.max_connections != 0 && !options_.transport; }
    static error has_no_connection() { return {errc::timeout, "the time was up while waiting for a connection"}; }

    shared_of_endpoint& endpoint_of(const erased_call& what) {
        const std::string other = other_host_of(what);
        const std::string_view host = other.empty() ? what.about->host : std::string_view(other);
        const std::lock_guard lock(mutex_);
        auto at = endpoints_.find(host);
        if (at == endpoints_.end()) {
            std::string_view field = host;
            if (!other.empty()) {
                const auto found = hosts_.find(other);
                field = found ? std::string_view((*found)->field) : std::string_view();
            }
            const std::uint32_t tokens = options_.retries.value_or(retry_policy()).budget;
            at = endpoints_.try_emplace(std::string(host), field, tokens, options_.breaker).first;
        }
        return at->second;
    }
    /// Null: any number of calls may be under way.
    protocol::turnstile* turnstile_of(const erased_call& what) {
        if (!options_.concurrency)
            return nullptr;
        const std::lock_guard lock(mutex_);
        return &turnstiles_.try_emplace(what.about, *options_.concurrency).first->second;
    }
    /// Evenly from [0, 1).
    static double draw_chance() noexcept {
        std::uint32_t drawn = 0;
        unsigned char bytes[sizeof drawn];
        if (RAND_bytes(bytes, sizeof bytes) != 1)
            return 0.5;
        std::memcpy(&drawn, bytes, sizeof drawn);
        return drawn / 4294967296.0;
    }
    /// When all attempts of a call that begins now have to be over.
    route::time_point deadline_of(const erased_call& what) const noexcept {
        return route::time_point::clock::now() +
               finite_time(what.timeout.count() != 0 ? what.timeout : options_.timeout);
    }

    /// Of signatures, before any correction.
    std::chrono::milliseconds now() const {
        return std::chrono::milliseconds(options_.clock ? options_.clock() : wall_clock());
    }

    result<void> check_options() {
        if (fault_)
            return *fault_;
        if (!fixed_ || fixed_->tls)
            if (const auto context = tls(); !context)
                return context.error();
        return {};
    }

    /// Where the call goes.
    result<route> plan(const erased_call& what, route::time_point until) {
        if (fault_)
            return *fault_;
        route where;
        where.host = where.host_field = where.address = what.about->host;
        where.port = "443";
        const endpoint* at = fixed_ ? &*fixed_ : nullptr;
        if (!what.host.empty() || !options_.hosts.empty())
            if (const std::string other = other_host_of(what); !other.empty()) {
                const auto found = hosts_.find(other);
                if (!found)
                    return found.error();
                where.host = (*found)->at.host;
                where.host_field = (*found)->field;
                if (at == nullptr)
                    at = &(*found)->at;
            }
        if (at != nullptr) {
            where.address = at->host;
            where.port = at->port;
            where.path = at->path;
        }
        where.verify = options_.tls.verify;
        if (at == nullptr || at->tls) {
            const auto context = tls();
            if (!context)
                return context.error();
            where.tls = *context;
        }
        if (!proxies_.empty()) {
            where.via = proxies_.on_the_way_to(where.address, where.port, where.tls != nullptr);
            where.tunnels = where.via != nullptr && (where.tls != nullptr || where.host_field != authority_of(where));
        }
        where.until = until;
        const phase_limits& phases = what.phases != nullptr ? *what.phases : options_.phases;
        where.limits = phases == phase_limits() ? nullptr : &phases;
        where.seen = what.seen;
        where.connect_timeout = finite_time(options_.connect_timeout);
        where.begin_to_connect(route::time_point::clock::now());
        where.max_header = options_.max_response_header;
        where.max_body = options_.max_response_body;
        return where;
    }

    /// Before anything else is done for an attempt.
    static void begin(const erased_call& what) {
        enter(what, &time_spent::preparing);
        if (what.details == nullptr)
            return;
        what.details->mismatches.clear();
        what.details->answer.clear();
        what.details->answer.status = 0;
        what.details->deduplication_id = what.deduplication_id;
    }

    /// Whoever watches hears what time is spent on.
    static void enter(const erased_call& what, observation::part next) noexcept {
        if (what.seen != nullptr) [[unlikely]]
            what.seen->enter(next);
    }
    /// Waits for credentials until `patience`, if need be.
    result<credentials::known> credentials_for(const erased_call& what, route::time_point patience) const {
        enter(what, &time_spent::credentials);
        auto who = who_.get(*what.cloud, patience);
        enter(what, &time_spent::preparing);
        return who;
    }

    /// What a call is written with, once it has been found valid.
    struct particulars {
        std::string_view region;
        route where;
        credentials::known who;
    };
    /// Waits for credentials until `patience`, if need be.
    result<particulars> particulars_of(const erased_call& what, route::time_point until, route::time_point patience) {
        const auto region = check(what);
        if (!region)
            return region.error();
        auto where = plan(what, until);
        if (!where)
            return std::move(where).error();
        auto who = credentials_for(what, patience);
        if (!who)
            return std::move(who).error();
        return particulars{*region, *where, *std::move(who)};
    }

    /// A connection with a signed request in it, ready to be sent.
    template <class Handle>
    struct prepared {
        Handle link;
        route where;
        bool reused;
    };
    /// Waits for credentials until `patience`, if need be.
    template <class Handle, class Make>
    result<prepared<Handle>> prepare(const erased_call& what, route::time_point until, route::time_point patience,
                                     pool<Handle>& idle, Make make) {
        begin(what);
        const auto with = particulars_of(what, until, patience);
        if (!with)
            return with.error();
        auto [link, work] = idle.take(with->where, options_.max_idle_time);
        const bool reused = link != nullptr;
        if (!reused)
            link = make();
        link->work = std::move(work);
        if (auto written = write(*link->work, what, *with); !written) {
            if (reused)
                idle.keep(std::move(link), with->where, options_.max_idle_connections);
            return std::move(written).error();
        }
        return prepared<Handle>{std::move(link), with->where, reused};
    }

    /// Writes the signed request into the connection.
    result<void> write(workspace& on, const erased_call& what, const particulars& with) {
        std::optional<own_headers> merged;
        const own_headers& added = headers_of(what, merged);
        auto done = sign(on, what, with, added);
        if (done)
            serialize(on, with.where, added);
        return done;
    }
    /// The same as a message.
    result<void> compose(workspace& on, const erased_call& what, const particulars& with) {
        std::optional<own_headers> merged;
        const own_headers& added = headers_of(what, merged);
        auto done = sign(on, what, with, added);
        if (done)
            added.add_to(on.request);
        return done;
    }

    /// The call as a command, without making it.
    result<std::string> dump(const erased_call& what) {
        const auto until = deadline_of(what);
        const auto with = particulars_of(what, until, until);
        if (!with)
            return with.error();
        workspace on;
        if (auto written = compose(on, what, *with); !written)
            return std::move(written).error();
        return curl_command::of(on.request, with->where, options_.tls);
    }

    /// What a call that got no answer ended with.
    static error failure_of(exchange& unanswered, const erased_call& what) {
        unanswered.tell();
        if (what.facts != nullptr)
            what.facts->sent = unanswered.has_sent();
        return unanswered.take_failure();
    }

    /// Reads the answer of an exchange that has ended, until the call's time is up or `is_cancelled` says true.
    template <class Cancelled>
    result<void> read_answer(exchange& of, workspace& on, const erased_call& what, Cancelled is_cancelled) const {
        const std::function<bool()> stop = [&] {
            return is_cancelled() || std::chrono::steady_clock::now() >= of.until();
        };
        const std::size_t max_text = options_.max_response_text;
        of.tell();
        auto outcome = decode(options_.coding, of.route(), options_.max_response_body, stop, on);
        if (outcome)
            outcome =
                what.cloud->read_response(on.response, *what.output, what.out,
                                          {.limits = {.max_depth = options_.max_response_depth,
                                                      .max_text = max_text != 0 ? max_text : options_.max_response_body,
                                                      .max_memory = options_.max_response_memory},
                                           .values = options_.answers,
                                           .mismatches = what.details != nullptr ? &what.details->mismatches : nullptr,
                                           .stop = &stop});
        if (!outcome)
            outcome = completed(std::move(outcome).error(), of, on.response, what, is_cancelled);
        else if (what.seen != nullptr) [[unlikely]]
            what.seen->succeeded(on.response.status, what.cloud->request_id(on.response, *what.output, what.out));
        if (what.details != nullptr)
            std::swap(what.details->answer, on.response);
        return outcome;
    }

    /// For blocking calls. Nobody runs the context: its sockets only block.
    pool<std::unique_ptr<blocking_connection>>& idle() noexcept { return idle_; }
    std::unique_ptr<blocking_connection> make_connection() { return std::make_unique<blocking_connection>(context_); }

    /// The pool of connections kept in an execution context, which `find` finds when it is not the one of the call
    /// before.
    template <class Find>
    std::shared_ptr<asynchronous_pool> pool_in(const void* context, Find find) {
        const std::lock_guard lock(mutex_);
        if (context != last_context_ || last_pool_ == nullptr || last_pool_->is_closed()) {
            last_pool_ = find(number_);
            last_context_ = context;
            std::erase_if(pools_, [&](const auto& each) { return each.expired() || each.lock() == last_pool_; });
            pools_.push_back(last_pool_);
        }
        return last_pool_;
    }

private:
    std::vector<std::shared_ptr<asynchronous_pool>> pools() {
        std::vector<std::shared_ptr<asynchronous_pool>> alive;
        const std::lock_guard lock(mutex_);
        for (const auto& each : pools_)
            if (auto still = each.lock())
                alive.push_back(std::move(still));
        return alive;
    }
    /// What is added to the requests of a call; `merged` holds it, where the call has fields of its own.
    const own_headers& headers_of(const erased_call& what, std::optional<own_headers>& merged) const {
        return what.headers.empty() ? headers_ : merged.emplace(options_.headers, what.headers, options_.coding.name);
    }
    result<void> sign(workspace& on, const erased_call& what, const particulars& with, const own_headers& added) {
        const std::string_view nonce = on.next_nonce();
        if (nonce.empty())
            return error{errc::signing, "the random source failed"};
        const route& to = with.where;
        const protocol::call call{what.about, what.input, what.value, to.host_field, with.region, options_.language};
        const auto when = std::chrono::floor<std::chrono::seconds>(now() + what.skew);
        auto done =
            on.writer_for(*what.cloud, options_.schemes).write(call, *with.who, {when.count(), nonce}, on.request);
        if (done)
            done = added.check(*what.cloud, on.request);
        if (done && what.seen != nullptr) [[unlikely]]
            what.seen->sends(on.request.method, to.address, to.port, to.tls != nullptr);
        return done;
    }
    /// A proxy that does not tunnel is told all that it has to call.
    static void serialize(workspace& on, const route& where, const own_headers& added) {
        if (where.via == nullptr || where.tunnels)
            return on.serialize(where.path, added.lines());
        on.serialize("http://" + authority_of(where) + std::string(where.path),
                     std::string(added.lines()).append(where.via->fields.lines()));
    }
    static std::string authority_of(const route& where) {
        return endpoint{std::string(where.address), std::string(where.port), where.tls != nullptr}.authority();
    }
    static client_options without_nobody(client_options from) {
        std::erase(from.observers, nullptr);
        return from;
    }
    static std::atomic<std::uint64_t>& count() noexcept {
        static std::atomic<std::uint64_t> clients{0};
        return clients;
    }
    static std::int64_t wall_clock() noexcept {
        return std::chrono::duration_cast<std::chrono::milliseconds>(
                   std::chrono::system_clock::now().time_since_epoch())
            .count();
    }
    /// What reading found, and what else is known of it.
    template <class Cancelled>
    static error completed(error failure, exchange& of, const protocol::response& answer, const erased_call& what,
                           Cancelled is_cancelled) {
        if (failure.kind == errc::cancelled) {
            is_cancelled() ? of.cancelled() : of.late();
            return failure_of(of, what);
        }
        failure.phase = phase::reading;
        failure.retry_after = what.cloud->wait_hint(answer);
        failure.outcome_unknown = what.about->effect == effect::changes && !what.cloud->is_throttled(failure) &&
                                  (failure.kind == errc::protocol || protocol::is_service_fault(failure));
        if (what.facts != nullptr && what.cloud->is_clock_refusal(failure))
            what.facts->service_time = protocol::http_date(answer.fields["date"]);
        return failure;
    }
    static std::string regions(const erased_call& what) {
        for (const constraint& rule : what.regions)
            if (rule.rule == rule::one_of)
                return expectation(rule);
        return "any of the service's";
    }

    /// Empty: the page's.
    std::string other_host_of(const erased_call& what) const {
        return what.host.empty() ? host_book::translate(options_.hosts, what.about->host) : std::string(what.host);
    }

    /// Made at the first need, since reading the trusted certificates takes a while.
    result<tls_context*> tls() {
        const std::lock_guard lock(mutex_);
        if (!tls_) {
            auto made = std::make_unique<tls_context>();
            if (auto usable = made->set_up(options_.tls); !usable)
                return usable.error();
            tls_ = std::move(made);
        }
        return tls_.get();
    }

    credentials who_;
    client_options options_;
    own_headers headers_;
    proxies proxies_;
    std::uint64_t number_;
    bool is_conducted_;
    std::optional<endpoint> fixed_;
    std::optional<error> fault_; ///< of the options
    host_book hosts_;
    std::mutex mutex_;
    std::unique_ptr<tls_context> tls_;
    std::map<std::string, shared_of_endpoint, std::less<>> endpoints_; ///< by their names
    std::map<const operation*, protocol::turnstile> turnstiles_;
    std::vector<std::weak_ptr<asynchronous_pool>> pools_; ///< closed when the client goes
    const void* last_context_ = nullptr;
    std::shared_ptr<asynchronous_pool> last_pool_;
    boost::asio::io_context context_;
    pool<std::unique_ptr<blocking_connection>> idle_; ///< goes before its context
};

} // namespace bindery::detail

#endif
