#ifndef BINDERY_JSON_IMPL_READ_IPP
#define BINDERY_JSON_IMPL_READ_IPP

#include <bindery/json/impl/read_handler.hpp>
#include <bindery/json/read.hpp>

#include <boost/json/basic_parser_impl.hpp>

namespace bindery::json {

BINDERY_DECL result<void> read(std::string_view json, std::string_view envelope, std::span<const target> targets,
                               const read_options& options) {
    boost::json::parse_options limits;
    limits.max_depth = options.max_depth;
    boost::json::basic_parser<detail::read_handler> parser(limits, envelope, targets, options);

    boost::system::error_code failure;
    std::size_t used = parser.write_some(false, json.data(), json.size(), failure);
    while (!failure && used != json.size() && std::string_view(" \t\r\n").find(json[used]) != std::string_view::npos)
        ++used;
    if (!failure && used != json.size())
        failure = boost::json::error::extra_data;
    if (failure) {
        error broken{errc::protocol, "not valid JSON at byte " + std::to_string(used)};
        broken.cause = failure;
        return broken;
    }
    if (!parser.handler().found_root()) {
        return error{errc::protocol, envelope.empty()
                                         ? std::string("expected a JSON object")
                                         : "expected a JSON object with an object named " + std::string(envelope)};
    }
    if (auto broken = parser.handler().take_violations(); !broken.empty()) {
        error misfit{errc::protocol, "the JSON does not fit its description"};
        misfit.violations = std::move(broken);
        return misfit;
    }
    return {};
}

} // namespace bindery::json

#endif
