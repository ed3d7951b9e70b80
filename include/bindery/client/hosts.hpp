#ifndef BINDERY_CLIENT_HOSTS_HPP
#define BINDERY_CLIENT_HOSTS_HPP

#include <string>

namespace bindery {

/// Another host for operations than the one that their page names: a mainland, regional or private one. It travels in
/// the Host field, is signed, and is the name the certificate must have; the service that is signed for stays the
/// operation's.
struct other_host {
    /// The page's. `*` in place of its first label stands for any: "*.intl.example.com".
    std::string of;
    /// Goes in its place: `host`, `host:port`, or with `http://` before it. `*` is the label that `*` stood for.
    std::string name;
};

} // namespace bindery

#endif
