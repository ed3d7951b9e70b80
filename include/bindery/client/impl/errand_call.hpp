#ifndef BINDERY_CLIENT_IMPL_ERRAND_CALL_HPP
#define BINDERY_CLIENT_IMPL_ERRAND_CALL_HPP

#include <bindery/client/core.hpp>
#include <bindery/client/impl/kept_credentials.hpp>

#include <openssl/rand.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>

namespace bindery::detail {

/// The cloud of errands: a request goes out as it was written, an answer is taken as it comes.
class plain_http final : public protocol::provider {
public:
    static const plain_http& instance() noexcept {
        static const plain_http only;
        return only;
    }

    std::string_view name() const noexcept override { return "http"; }
    protocol::credential_variables variables() const noexcept override { return {}; }
    bool signs() const noexcept override { return false; }
    std::unique_ptr<protocol::request_writer> make_writer() const override { return std::make_unique<writer>(); }
    result<void> read_response(const protocol::response& received, const reflect::structure&, void* out,
                               const protocol::answer_options&) const override {
        auto& answer = *static_cast<protocol::response*>(out);
        answer.clear();
        answer.status = received.status;
        answer.fields = received.fields;
        answer.body.append(received.body.view());
        return {};
    }
    bool is_throttled(const error&) const noexcept override { return false; }

private:
    struct writer final : protocol::request_writer {
        result<void> write(const protocol::call& what, const signing::credentials&, const protocol::stamp&,
                           protocol::request& out) override {
            const auto& given = *static_cast<const protocol::request*>(what.value);
            out.clear();
            out.method = given.method;
            out.target = given.target;
            out.fields = given.fields;
            out.body.append(given.body.view());
            return {};
        }
    };
};

/// An errand as a call, by a client of its own. It stays where it is until the call has ended.
class errand_call {
public:
    errand_call(protocol::errand what, const tls_options& tls, std::chrono::milliseconds most)
        : what_(std::move(what)),
          about_{.service = {}, .action = {}, .version = {}, .host = what_.host, .effect = effect::reads},
          client_(make_core(anonymous, {.endpoint = what_.url,
                                        .connect_timeout = (std::min)(what_.timeout, most),
                                        .timeout = (std::min)(what_.timeout, most),
                                        .max_response_body = largest,
                                        .max_idle_connections = 0,
                                        .tls = tls})) {}
    errand_call(const errand_call&) = delete;
    ~errand_call() {
        for (buffer* each : {&what_.request.body, &answer_.body})
            signing::detail::wipe(each->room(0) - each->size(), each->size());
    }

    const std::shared_ptr<core>& client() const noexcept { return client_; }
    erased_call erased() noexcept {
        return {.cloud = &plain_http::instance(),
                .about = &about_,
                .input = &nothing,
                .value = &what_.request,
                .output = &nothing,
                .out = &answer_};
    }
    /// What the source makes of the outcome.
    result<protocol::credentials_step> then(result<void> outcome, protocol::surroundings& world) {
        if (!outcome)
            return what_.then(std::move(outcome).error(), world);
        result<protocol::response> answer(std::move(answer_));
        auto step = what_.then(answer, world);
        answer_ = std::move(*answer); // to be wiped
        return step;
    }

private:
    static constexpr std::size_t largest = 64 * 1024; ///< bytes of an answer
    static constexpr reflect::structure nothing{};

    protocol::errand what_;
    operation about_;
    protocol::response answer_;
    std::shared_ptr<core> client_;
};

/// The process's own environment, files and random source.
class process_surroundings final : public protocol::surroundings {
public:
    explicit process_surroundings(const kept_credentials& clock) : clock_(clock) {}

    std::string_view variable(std::string_view name) override {
        const char* const value = std::getenv(std::string(name).c_str());
        return value != nullptr ? value : "";
    }
    result<std::optional<signing::secret>> file(const std::string& path) override {
        const std::unique_ptr<std::FILE, int (*)(std::FILE*)> opened(std::fopen(path.c_str(), "rb"), &std::fclose);
        if (opened == nullptr && (errno == ENOENT || errno == ENOTDIR))
            return std::nullopt;
        if (opened == nullptr)
            return failed(path);
        std::setvbuf(opened.get(), nullptr, _IONBF, 0); // which nobody would wipe
        const auto text = std::make_unique<char[]>(largest + 1);
        const std::size_t size = std::fread(text.get(), 1, largest + 1, opened.get());
        result<std::optional<signing::secret>> outcome = std::nullopt;
        if (std::ferror(opened.get()) != 0)
            outcome = failed(path);
        else if (size > largest)
            outcome = error{errc::credentials, path + " has more than " + std::to_string(largest) + " bytes"};
        else
            outcome = std::optional<signing::secret>(std::string_view(text.get(), size));
        signing::detail::wipe(text.get(), size);
        return outcome;
    }
    std::int64_t now() override { return clock_.now() / 1'000; }
    std::string nonce() override {
        unsigned char drawn[16];
        std::string text;
        if (RAND_bytes(drawn, sizeof drawn) == 1)
            for (const unsigned char each : drawn)
                for (const int digit : {each >> 4, each & 15})
                    text += "0123456789abcdef"[digit];
        return text; // empty is refused by whoever signs
    }

private:
    static constexpr std::size_t largest = 64 * 1024; ///< bytes of a file

    static error failed(const std::string& path) {
        return {errc::credentials, path + " cannot be read",
                boost::system::error_code(errno, boost::system::generic_category())};
    }

    const kept_credentials& clock_;
};

/// What a source came to in the end.
inline result<protocol::found_credentials> found_in(result<protocol::credentials_step> end) {
    if (!end)
        return std::move(end).error();
    if (auto* const found = std::get_if<protocol::found_credentials>(&*end))
        return std::move(*found);
    return error{errc::credentials, std::get<protocol::no_credentials>(*end).why};
}

} // namespace bindery::detail

#endif
