#ifndef BINDERY_PROVIDER_DETAIL_ERROR_ANSWER_HPP
#define BINDERY_PROVIDER_DETAIL_ERROR_ANSWER_HPP

// What the providers share about errors in answers.

#include <bindery/error.hpp>
#include <bindery/json.hpp>
#include <bindery/protocol/message.hpp>
#include <bindery/protocol/provider.hpp>
#include <bindery/signing/verdict.hpp>
#include <bindery/types/presentable.hpp>
#include <bindery/validate.hpp>

namespace bindery::provider::detail {

inline error api_failure(std::string code, std::string message, int status) {
    error failure{errc::api};
    failure.code = std::move(code);
    failure.remote_message = std::move(message);
    failure.http_status = status;
    return failure;
}

/// A verdict for the caller, with what its verifier has to say.
inline std::string sentence(signing::verdict why, std::string_view explanation) {
    return std::string(describe(why)).append(explanation);
}

using bindery::detail::presentable;

/// An error without a code is none of the API.
inline bool is_code(const optional<text<>>& code) noexcept {
    return code && !code->view().empty();
}

/// A response that is not one of the API: the load balancer's page, half a body. Shows how it begins.
inline error foreign_answer(const protocol::response& received, error why) {
    if (why.kind == errc::cancelled)
        return why;
    why.kind = errc::protocol;
    why.http_status = received.status;
    why.message += "; it begins with " + bindery::shortened(received.body.view());
    return why;
}

inline json::read_options json_options(const protocol::answer_options& how) noexcept {
    return {.limits = how.limits, .values = how.values, .refuse_unknown_members = false, .stop = how.stop};
}

/// Whether there is an output: of a tolerantly read one, what does not fit is told beside it.
inline bool is_read(result<void>& read, const protocol::answer_options& how) {
    if (read)
        return true;
    if (how.values == strictness::strict || read.error().violations.empty())
        return false;
    if (how.mismatches != nullptr)
        *how.mismatches = std::move(read.error().violations);
    return true;
}

/// Whether `code` is `family` or one of its sub-codes, `family.Something`.
inline bool is_of(std::string_view code, std::string_view family) noexcept {
    return code.starts_with(family) && (code.size() == family.size() || code[family.size()] == '.');
}

inline bool is_request_id(const reflect::member& member) noexcept {
    return member.name == "RequestId" && member.how->shape->kind == reflect::kind::text;
}

/// The output's RequestId; empty: it has none.
inline std::string_view request_id_of(const reflect::structure& output, const void* value) noexcept {
    for (const reflect::member& member : output.members)
        if (is_request_id(member))
            if (const void* const held = member.how->value(output.at(member, value)); held != nullptr)
                return static_cast<const basic_text*>(held)->view();
    return {};
}

/// Sets the output's RequestId, or appends one to the JSON object just written when the output has no such member.
inline void write_with_request_id(buffer& out, const reflect::structure& output, void* value,
                                  std::string_view request_id) {
    bool has = false;
    for (const reflect::member& member : output.members) {
        if (!is_request_id(member))
            continue;
        static_cast<basic_text*>(member.how->emplace(output.at(member, value)))->assign(request_id);
        has = true;
    }
    json::write(out, output, value);
    if (has)
        return;
    out.resize_down(out.size() - 1);
    out.append(out.view().back() == '{' ? "\"RequestId\":" : ",\"RequestId\":");
    json::write_text(out, request_id);
    out.push_back('}');
}

/// Name of the member that a violation is about: the first part of its pointer.
inline std::string_view member_of(const violation& broken) noexcept {
    const std::string_view path = broken.path;
    return path.empty() ? path : path.substr(1, path.find('/', 1) - 1);
}

} // namespace bindery::provider::detail

#endif
