#ifndef BINDERY_PROVIDER_DETAIL_CREDENTIAL_KEYS_HPP
#define BINDERY_PROVIDER_DETAIL_CREDENTIAL_KEYS_HPP

// Keys on their way from a file, a variable or an answer to credentials. Whatever is said of them here is said without
// them.

#include <bindery/json.hpp>
#include <bindery/protocol/credentials_source.hpp>
#include <bindery/signing/blanks.hpp>
#include <bindery/signing/digest.hpp>
#include <bindery/types.hpp>

#include <initializer_list>

namespace bindery::provider::detail {

using protocol::credentials_step;
using protocol::surroundings;
using optional_text = optional<text<>>;

inline error no_use(std::string message) {
    return {errc::credentials, std::move(message)};
}
inline error no_use(std::string message, const error& why) {
    error failure = why;
    failure.kind = errc::credentials;
    failure.violations.clear(); // they hold values
    const std::string& told = why.kind == errc::api ? why.remote_message : why.message;
    failure.message = std::move(message) + ": " + (why.kind == errc::api ? why.code + ": " : std::string()) + told;
    return failure;
}

/// Keys and what they are called where they stand.
struct key_names {
    std::string_view id, key, token;
};
struct keys {
    std::string_view id, key, token;
    std::int64_t until = protocol::found_credentials::for_ever;
};

inline result<credentials_step> take_keys(const std::string& where, const key_names& names, const keys& found) {
    for (const auto& [name, value] :
         {std::pair(names.id, found.id), std::pair(names.key, found.key), std::pair(names.token, found.token)}) {
        if (value.empty() && name != names.token)
            return no_use(where + ": there is no " + std::string(name));
        if (signing::has_blanks_around(value))
            return no_use(where + ": the " + std::string(name) + " has blanks or line ends around it");
    }
    return credentials_step(protocol::found_credentials{{std::string(found.id), found.key, found.token}, found.until});
}

/// Takes a text that was read out of its structure, wiping it there.
inline signing::secret take(optional_text& from) {
    if (!from)
        return {};
    const std::string_view read = from->view();
    signing::secret taken(read);
    signing::detail::wipe(const_cast<char*>(read.data()), read.size());
    from.reset();
    return taken;
}
inline std::string copy(const optional_text& from) {
    return from ? from->str() : std::string();
}

/// Why JSON cannot be used, by the places of its values only.
inline error malformed(const std::string& where, const error& why) {
    std::string places;
    for (const violation& each : why.violations)
        (places += places.empty() ? "" : ", ") += each.path;
    return no_use(where + ": " + (places.empty() ? why.message : "values of another type at " + places));
}

/// A text without the line ends that editors and services put behind it.
inline std::string_view without_line_end(std::string_view text) noexcept {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r'))
        text.remove_suffix(1);
    return text;
}

/// Fills texts that are empty from environment variables; returns the names of those that are empty all the same.
inline std::string fill(surroundings& world, std::initializer_list<std::pair<std::string*, std::string_view>> texts) {
    std::string missing;
    for (const auto& [value, variable] : texts) {
        if (value->empty())
            *value = world.variable(variable);
        if (value->empty())
            (missing += missing.empty() ? "" : ", ") += variable;
    }
    return missing;
}

/// A token that somebody keeps fresh in a file.
inline result<signing::secret> read_token(const std::string& path, surroundings& world) {
    const auto file = world.file(path);
    if (!file)
        return file.error();
    const std::string_view token = *file ? without_line_end((*file)->reveal()) : std::string_view();
    if (token.empty())
        return no_use(path + (*file ? ": there is no token in it" : ": there is no such file"));
    return signing::secret(token);
}

/// The keys that environment variables hold.
inline protocol::credentials_source from_variables(std::string_view cloud, const key_names& names) {
    return {cloud, [names](surroundings& world) -> result<credentials_step> {
                const keys found{world.variable(names.id), world.variable(names.key), world.variable(names.token)};
                if (found.id.empty() && found.key.empty())
                    return credentials_step(protocol::no_credentials{"the environment variables " +
                                                                     std::string(names.id) + " and " +
                                                                     std::string(names.key) + " are not set"});
                return take_keys("the environment", names, found);
            }};
}

} // namespace bindery::provider::detail

#endif
