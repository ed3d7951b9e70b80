#ifndef BINDERY_MODEL_DECLARED_ERROR_HPP
#define BINDERY_MODEL_DECLARED_ERROR_HPP

#include <bindery/model/operation.hpp>

#include <span>
#include <string_view>

namespace bindery::detail {

/// The declaration of a code, or else of its nearest family: of `FailedOperation` for `FailedOperation.New`. Null when
/// there is neither.
constexpr const api_error* declared_error(std::string_view code, std::span<const api_error> declared) noexcept {
    for (;;) {
        for (const api_error& each : declared)
            if (each.code == code)
                return &each;
        const std::size_t dot = code.rfind('.');
        if (dot == code.npos)
            return nullptr;
        code = code.substr(0, dot);
    }
}

} // namespace bindery::detail

#endif
