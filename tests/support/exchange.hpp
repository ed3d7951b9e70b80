#ifndef BINDERY_TESTS_SUPPORT_EXCHANGE_HPP
#define BINDERY_TESTS_SUPPORT_EXCHANGE_HPP

// A provider's two ends without a socket: requests as a client writes them, answers as a server does.

#include <bindery/error.hpp>
#include <bindery/provider/gateways.hpp>
#include <bindery/reflect/table.hpp>

#include <memory>
#include <set>
#include <string>
#include <string_view>

namespace exchange {

using namespace bindery;

inline constexpr std::int64_t now = 1'700'000'000;

struct manner {
    std::string_view region = {};
    std::string_view language = {};
    std::string_view host = {}; ///< empty: the operation's
    signing::credentials who{"AKIDexample", std::string_view("hush")};
    protocol::stamp when{now, "nonce-1"};
};

template <class Op>
result<void> write(const protocol::provider& cloud, const Op& input, const manner& how, protocol::request& out) {
    const protocol::call call{&Op::about, &reflect::structure_of<Op>,
                              &input,     how.host.empty() ? Op::about.host : how.host,
                              how.region, how.language};
    return cloud.make_writer()->write(call, how.who, how.when, out);
}

/// The server's side of a provider.
inline const protocol::gateway& gateway_of(const protocol::provider& cloud) {
    if (cloud.name() == provider::tencent_gateway::instance().name())
        return provider::tencent_gateway::instance();
    return provider::alibaba_gateway::instance();
}

/// A server that knows one owner of credentials.
struct verifying {
    signing::credentials owner{"AKIDexample", std::string_view("hush")};
    std::int64_t time = now;
    std::set<std::string> nonces = {};

    signing::verdict operator()(const protocol::provider& cloud, const protocol::request& received) {
        const auto verifier = gateway_of(cloud).make_verifier();
        const signing::verdict found = verifier->verify(
            received, {.now = time,
                       .find_credentials = [this](std::string_view id) -> std::shared_ptr<const signing::credentials> {
                           return id == owner.secret_id ? std::make_shared<signing::credentials>(owner) : nullptr;
                       }});
        const std::string nonce(verifier->nonce().text);
        return found != signing::verdict::ok || nonce.empty() || nonces.insert(nonce).second
                   ? found
                   : signing::verdict::replayed;
    }
};

inline protocol::response answered(std::string_view body, int status = 200) {
    protocol::response answer;
    answer.status = status;
    answer.body.append(body);
    return answer;
}

template <class Output>
result<Output> read(const protocol::provider& cloud, const protocol::response& answer,
                    const protocol::answer_options& how = {}) {
    auto output = reflect::blank<Output>();
    if (auto done = cloud.read_response(answer, reflect::structure_of<Output>, &output, how); !done)
        return std::move(done).error();
    return output;
}

template <class Op>
result<Op> read_input(const protocol::provider& cloud, const protocol::request& received,
                      const read_limits& limits = {}) {
    auto input = reflect::blank<Op>();
    if (auto done = gateway_of(cloud).read_input(received, reflect::structure_of<Op>, &input, limits); !done)
        return std::move(done).error();
    return input;
}

/// The request's fields, one per line.
inline std::string fields_of(const protocol::fields& fields) {
    std::string text;
    for (const auto& each : fields)
        text.append(each.name).append(": ").append(each.value).append("\n");
    return text;
}

/// The same request with one field's value changed, as an attacker would.
inline protocol::request tampered(const protocol::request& original, std::string_view name, std::string_view value) {
    protocol::request copy;
    copy.method = original.method;
    copy.target = original.target;
    copy.body.append(original.body.view());
    for (const auto& each : original.fields)
        (void)copy.fields.add(each.name, each.name == name ? value : std::string_view(each.value));
    return copy;
}

} // namespace exchange

#endif
