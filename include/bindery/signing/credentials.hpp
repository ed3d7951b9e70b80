#ifndef BINDERY_SIGNING_CREDENTIALS_HPP
#define BINDERY_SIGNING_CREDENTIALS_HPP

#include <bindery/signing/secret.hpp>

#include <string>

namespace bindery::signing {

/// Who signs. The secret id travels with each request, the secret key never does.
struct credentials {
    std::string secret_id;
    secret secret_key;
    secret token{}; ///< of temporary credentials, else empty; travels in a header of its own

    friend bool operator==(const credentials&, const credentials&) noexcept = default;

    /// Prints the secret id and hides the rest: `credentials{AKID..., ***, ***}`.
    friend std::ostream& operator<<(std::ostream& out, const credentials& shown) { return shown.print(out); }

private:
    BINDERY_DECL std::ostream& print(std::ostream& out) const;
};

} // namespace bindery::signing

#ifndef BINDERY_COMPILED
#include <bindery/signing/impl/credentials.ipp>
#endif

#endif
