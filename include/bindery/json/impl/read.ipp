#ifndef BINDERY_JSON_IMPL_READ_IPP
#define BINDERY_JSON_IMPL_READ_IPP

#include <bindery/json/impl/exponents.hpp>
#include <bindery/json/impl/read_handler.hpp>
#include <bindery/json/read.hpp>

#include <boost/json/basic_parser_impl.hpp>

namespace bindery::json {

namespace detail {

/// Where the piece of text that begins at `from` ends: never within a number, whose text the handler wants whole.
inline std::size_t end_of_slice(std::string_view json, std::size_t from) noexcept {
    constexpr std::size_t slice = 64 * 1024;
    if (json.size() - from <= slice)
        return json.size();
    constexpr std::string_view of_numbers = "0123456789+-.eE";
    return (std::min)(json.find_first_not_of(of_numbers, from + slice - 1), json.size() - 1) + 1;
}

/// Whether what stands before `at` is the first half of a surrogate pair as an escape, `\ud83d`, and perhaps the
/// backslash of the next one.
inline bool is_behind_surrogate(std::string_view json, std::size_t at) noexcept {
    std::string_view before = json.substr(0, at);
    before.remove_suffix(before.ends_with('\\') ? 1 : 0);
    constexpr std::size_t size = 6;
    if (before.size() < size)
        return false;
    const std::string_view escape = before.substr(before.size() - size);
    before.remove_suffix(size - 1); // and an escaped backslash is none
    const std::size_t backslashes = before.size() - 1 - before.find_last_not_of('\\');
    return escape[0] == '\\' && escape[1] == 'u' && (escape[2] | 32) == 'd' &&
           std::string_view("89abAB").find(escape[3]) != std::string_view::npos && backslashes % 2 == 1;
}

/// Why there is nothing to be had from the text, which was read up to `at`.
inline error unreadable(std::string_view json, std::size_t at, const boost::system::error_code& cause,
                        const read_handler& handler, const read_limits& limits) {
    using boost::json::error;
    const std::string byte = " at byte " + std::to_string(at);
    std::string message;
    if (cause == boost::system::errc::operation_canceled)
        return {errc::cancelled, "reading was stopped" + byte, cause};
    if (cause == boost::system::errc::message_size)
        message = handler.excess() + byte;
    else if (cause == error::too_deep)
        message = "objects and lists nest deeper than " +
                  std::to_string((std::min)(limits.max_depth, read_handler::max_depth)) + byte;
    else if (cause == error::illegal_leading_surrogate || cause == error::illegal_trailing_surrogate ||
             cause == error::expected_utf16_escape || is_behind_surrogate(json, at))
        message = "not valid JSON" + byte + ": a surrogate escape without its other half";
    else if (utf8::count(json) == utf8::invalid)
        message = "not valid JSON" + byte + ": text that is not UTF-8";
    else
        message = "not valid JSON" + byte;
    return {errc::protocol, std::move(message), cause};
}

/// Reads `json`, which stands for `given`: see exponents.hpp.
inline result<void> read(std::string_view json, std::string_view given, std::string_view envelope,
                         std::span<const target> targets, const read_options& options) {
    constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
    boost::json::parse_options limits;
    limits.max_depth = options.limits.max_depth;
    boost::json::basic_parser<read_handler> parser(limits, envelope, targets, options, json.data(), given.data());

    boost::system::error_code failure;
    std::size_t used = 0;
    if (json.starts_with(byte_order_mark.front()) && json.starts_with(byte_order_mark)) [[unlikely]]
        used = byte_order_mark.size();
    for (;;) {
        const std::size_t end = end_of_slice(json, used);
        used += parser.write_some(end != json.size(), json.data() + used, end - used, failure);
        if (failure || used != end || end == json.size())
            break;
        if (options.stop != nullptr && (*options.stop)()) {
            failure = make_error_code(boost::system::errc::operation_canceled);
            break;
        }
    }
    if (failure == boost::json::error::exponent_overflow && json.data() == given.data()) [[unlikely]]
        return read(with_small_exponents(json, used), given, envelope, targets, options);
    while (!failure && used != json.size() && std::string_view(" \t\r\n").find(json[used]) != std::string_view::npos)
        ++used;
    if (!failure && used != json.size())
        failure = boost::json::error::extra_data;

    read_handler& handler = parser.handler();
    if (failure)
        return unreadable(given, used, failure, handler, options.limits);
    if (!handler.found_root()) {
        return error{errc::protocol, envelope.empty()
                                         ? std::string("expected a JSON object")
                                         : "expected a JSON object with an object named " + std::string(envelope)};
    }
    if (auto broken = handler.take_violations(); !broken.empty()) {
        error misfit{errc::protocol, "the JSON does not fit its description"};
        misfit.violations = std::move(broken);
        return misfit;
    }
    return {};
}

} // namespace detail

BINDERY_DECL result<void> read(std::string_view json, std::string_view envelope, std::span<const target> targets,
                               const read_options& options) {
    return detail::read(json, json, envelope, targets, options);
}

} // namespace bindery::json

#endif
