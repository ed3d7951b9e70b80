#ifndef BINDERY_PROTOCOL_FAIL_WITH_HPP
#define BINDERY_PROTOCOL_FAIL_WITH_HPP

#include <bindery/error.hpp>
#include <bindery/model/concepts.hpp>

namespace bindery {

/// The error of the API that a page declares, as a handler returns it. `detail` goes where the page's message has `%s`,
/// or after it.
inline error fail_with(const api_error& declared, std::string_view detail = {}) {
    error failure{errc::api};
    failure.code = declared.code;
    failure.http_status = declared.http;
    std::string& message = failure.remote_message;
    message = declared.message;
    if (const std::size_t hole = message.find("%s"); hole != message.npos) {
        message.replace(hole, 2, detail.empty() ? declared.code : detail);
    } else if (!detail.empty()) {
        if (message.ends_with('.'))
            message.pop_back();
        if (!message.empty())
            message += ": ";
        message += detail;
    }
    return failure;
}

/// The same by its enumerator: `return fail_with(vod::ManageTask::errc::InvalidParameterValue_TaskId);`
template <declared_errc Errc>
error fail_with(Errc code, std::string_view detail = {}) {
    return fail_with(describe(code), detail);
}

} // namespace bindery

#endif
