#ifndef BINDERY_CLIENT_CONTENT_CODING_HPP
#define BINDERY_CLIENT_CONTENT_CODING_HPP

#include <bindery/detail/buffer.hpp>
#include <bindery/error.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace bindery {

/// How the bodies of answers may be coded, so that they are smaller on their way. `gzip()` of the component of that
/// name is one.
struct content_coding {
    std::string name{}; ///< as Accept-Encoding asks for it; empty: none is asked for
    /// Decodes a body into `decoded`, which is empty and gets no more than `max_bytes`. Fails with errc::protocol, the
    /// message says where; with errc::cancelled soon after `stop` says true. Called by many threads at once.
    std::function<result<void>(std::string_view coded, std::size_t max_bytes, const std::function<bool()>& stop,
                               buffer& decoded)>
        decode{};
};

} // namespace bindery

#endif
