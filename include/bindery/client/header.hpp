#ifndef BINDERY_CLIENT_HEADER_HPP
#define BINDERY_CLIENT_HEADER_HPP

#include <string>

namespace bindery {

/// A field of a request's header, sent as it is and not signed.
struct header {
    std::string name;
    std::string value; ///< without control characters
};

} // namespace bindery

#endif
