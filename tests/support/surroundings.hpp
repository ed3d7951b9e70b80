#ifndef BINDERY_TESTS_SUPPORT_SURROUNDINGS_HPP
#define BINDERY_TESTS_SUPPORT_SURROUNDINGS_HPP

// A world of a test's own for sources of credentials: its environment, files and clock, and who answers errands.

#include <bindery/protocol/credentials_source.hpp>

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace bindery::tests {

class surroundings final : public protocol::surroundings {
public:
    using texts = std::map<std::string, std::string, std::less<>>;
    using service = std::function<result<protocol::response>(const protocol::errand&)>;

    explicit surroundings(texts variables_of = {}, texts files_of = {})
        : variables(std::move(variables_of)), files(std::move(files_of)) {}

    std::string_view variable(std::string_view name) override {
        const auto found = variables.find(name);
        return found == variables.end() ? std::string_view() : found->second;
    }
    result<std::optional<signing::secret>> file(const std::string& path) override {
        if (path == unreadable)
            return error{errc::credentials, path + " cannot be read"};
        const auto found = files.find(path);
        if (found == files.end())
            return std::nullopt;
        return std::optional<signing::secret>(found->second);
    }
    std::int64_t now() override { return time; }
    std::string nonce() override { return "nonce" + std::to_string(++nonces); }

    /// Runs a source to its end; `answer` is asked for every errand.
    result<protocol::credentials_step> run(const protocol::credentials_source& from, const service& answer = {}) {
        auto step = from.begin(*this);
        while (auto* const ask = step ? std::get_if<protocol::errand>(&*step) : nullptr) {
            asked.push_back(ask->request.method + ' ' + ask->request.target);
            const auto then = ask->then;
            step = then(answer ? answer(*ask) : error{errc::transport, "cannot connect"}, *this);
        }
        return step;
    }

    /// What it comes to in a line: "id key token until", "none: ..." or the error.
    std::string tell(const protocol::credentials_source& from, const service& answer = {}) {
        const auto end = run(from, answer);
        if (!end)
            return to_string(end.error());
        if (const auto* const none = std::get_if<protocol::no_credentials>(&*end))
            return "none: " + none->why;
        const auto& found = std::get<protocol::found_credentials>(*end);
        std::string line = found.who.secret_id;
        for (const signing::secret* each : {&found.who.secret_key, &found.who.token})
            (line += ' ') += each->reveal();
        return found.until == protocol::found_credentials::for_ever ? line : line + ' ' + std::to_string(found.until);
    }

    texts variables;
    texts files;
    std::string unreadable;
    std::int64_t time = 1'700'000'000;
    int nonces = 0;
    std::vector<std::string> asked;
};

inline protocol::response answered(std::string_view body, int status = 200) {
    protocol::response answer;
    answer.status = status;
    answer.body.append(body);
    return answer;
}

} // namespace bindery::tests

#endif
