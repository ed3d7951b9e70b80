#ifndef BINDERY_SIGNING_IMPL_CREDENTIALS_IPP
#define BINDERY_SIGNING_IMPL_CREDENTIALS_IPP

#include <bindery/signing/credentials.hpp>

#include <ostream>

namespace bindery::signing {

BINDERY_DECL std::ostream& credentials::print(std::ostream& out) const {
    out << "credentials{" << secret_id << ", " << secret_key;
    if (!token.empty())
        out << ", " << token;
    return out << '}';
}

} // namespace bindery::signing

#endif
