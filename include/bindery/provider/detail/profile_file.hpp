#ifndef BINDERY_PROVIDER_DETAIL_PROFILE_FILE_HPP
#define BINDERY_PROVIDER_DETAIL_PROFILE_FILE_HPP

#include <bindery/provider/detail/credential_keys.hpp>
#include <bindery/signing/canonical.hpp>

namespace bindery::provider::detail {

/// A part of a file like this, without its comments:
///
///     [name]
///     key = value   # or ; for comments, which take a blank before them
class ini_section {
public:
    /// Empty when there is no such key.
    std::string_view operator[](std::string_view key) const noexcept {
        for (const entry& each : entries_)
            if (each.key == key)
                return each.value.reveal();
        return {};
    }

    /// Nothing when there is no section of that name. Fails when a line of the file is none of these, or a key comes
    /// twice; `path` is the file's name.
    static result<std::optional<ini_section>> read(const std::string& path, std::string_view text,
                                                   std::string_view name) {
        std::optional<ini_section> wanted;
        bool within = false, named = false;
        for (std::size_t number = 1; !text.empty(); ++number) {
            const std::string_view line = signing::trim(without_comment(next_line(text)));
            const auto refuse = [&](const std::string& what) {
                return no_use(path + ": line " + std::to_string(number) + ": " + what);
            };
            if (line.empty())
                continue;
            const std::size_t equals = line.find('=');
            if (line.front() == '[') {
                if (line.back() != ']')
                    return refuse("expected [name]");
                named = true;
                within = signing::trim(line.substr(1, line.size() - 2)) == name;
                if (within && wanted)
                    return refuse("the section comes twice");
                if (within)
                    wanted.emplace();
            } else if (!named || equals == line.npos || equals == 0) {
                return refuse(named ? "expected key = value" : "expected [name]");
            } else if (within) {
                const std::string_view key = signing::trim(line.substr(0, equals));
                if (wanted->has(key))
                    return refuse("the key " + std::string(key) + " comes twice");
                wanted->entries_.push_back({std::string(key), unquoted(signing::trim(line.substr(equals + 1)))});
            }
        }
        return wanted;
    }

private:
    struct entry {
        std::string key;
        signing::secret value;
    };

    bool has(std::string_view key) const noexcept {
        return std::any_of(entries_.begin(), entries_.end(), [&](const entry& each) { return each.key == key; });
    }
    static std::string_view next_line(std::string_view& text) noexcept {
        const std::size_t end = (std::min)(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix((std::min)(end + 1, text.size()));
        return line.ends_with('\r') ? line.substr(0, line.size() - 1) : line;
    }
    static std::string_view without_comment(std::string_view line) noexcept {
        for (std::size_t i = 0; i != line.size(); ++i)
            if ((line[i] == '#' || line[i] == ';') && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t'))
                return line.substr(0, i);
        return line;
    }
    static std::string_view unquoted(std::string_view text) noexcept {
        const bool quoted =
            text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.front() == text.back();
        return quoted ? text.substr(1, text.size() - 2) : text;
    }

    std::vector<entry> entries_;
};

/// Where a profile may stand.
struct profile_place {
    std::vector<std::string> files; ///< the first that has it counts
    std::string name;               ///< empty: the one that is used when nobody says which
    bool is_asked_for;              ///< somebody named the profile or the file, so it is a fault if it is not there
};

/// Reads a profile out of a file's text; nothing when it has none of that name.
using read_profile = result<std::optional<credentials_step>> (*)(const std::string& path, std::string_view text,
                                                                 std::string_view name, surroundings& world);

inline result<credentials_step> find_profile(const profile_place& place, read_profile read, surroundings& world) {
    const std::string called = place.name.empty() ? std::string("default profile") : "profile \"" + place.name + '"';
    std::string tried;
    for (const std::string& path : place.files) {
        auto file = world.file(path);
        if (!file)
            return std::move(file).error();
        (tried += tried.empty() ? "" : ", ") += path;
        if (!*file) {
            tried += " (no such file)";
            continue;
        }
        std::string_view text = (**file).reveal();
        if (text.starts_with("\xEF\xBB\xBF")) // says that the file is UTF-8
            text.remove_prefix(3);
        auto found = read(path, text, place.name, world);
        if (!found)
            return std::move(found).error();
        if (*found)
            return std::move(**found);
    }
    std::string why = "there is no " + called + " in " + (tried.empty() ? "any file: HOME is not set" : tried);
    if (place.is_asked_for)
        return no_use(std::move(why));
    return credentials_step(protocol::no_credentials{std::move(why)});
}

} // namespace bindery::provider::detail

#endif
