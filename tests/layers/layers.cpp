// Reads the #include lines below an include/bindery folder and enforces layers.txt.
//
//   layers <include/bindery> <layers.txt>              prints what breaks the rules; fails if anything does
//   layers <include/bindery> <layers.txt> <expected>   fails unless exactly the lines of the file <expected> are
//   printed

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <sstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace {

namespace fs = std::filesystem;

using words = std::vector<std::string>;

struct room {
    std::set<std::string> rooms;
    std::set<std::string> libraries;
};

struct rules {
    std::map<std::string, words> libraries; // name -> prefixes
    std::map<std::string, room> rooms;
    std::map<std::string, std::string> room_of; // header or folder -> room
    words vendors;
    std::set<std::string> vendor_rooms;
    std::set<std::string> exempt;
};

std::ifstream open(const fs::path& path) {
    std::ifstream file{path};
    if (!file)
        throw std::runtime_error{"cannot read " + path.string()};
    return file;
}

words lines_of(const fs::path& path) {
    words result;
    auto file = open(path);
    for (std::string line; std::getline(file, line);)
        result.push_back(line);
    return result;
}

words split(const std::string& text) {
    std::istringstream stream{text};
    words result;
    for (std::string word; stream >> word;)
        result.push_back(word);
    return result;
}

// "a b : c" -> {{"a", "b"}, {"c"}}
std::vector<words> fields_of(const std::string& line) {
    std::vector<words> result;
    std::istringstream stream{line + ':'};
    for (std::string field; std::getline(stream, field, ':');)
        result.push_back(split(field));
    return result;
}

rules read_rules(const fs::path& path) {
    rules result;
    int number = 0;
    for (const auto& line : lines_of(path)) {
        ++number;
        const auto refuse = [&](const std::string& why) {
            throw std::runtime_error{path.string() + ':' + std::to_string(number) + ": " + why};
        };
        if (line.empty() || line.front() == '#')
            continue;
        auto fields = fields_of(line);
        auto& head = fields.front();
        const auto keyword = head.empty() ? "" : head.front();
        if (keyword == "library" && head.size() > 2 && fields.size() == 1) {
            result.libraries[head[1]] = words(head.begin() + 2, head.end());
        } else if (keyword == "room" && head.size() > 1 && fields.size() == 3) {
            room added;
            for (const auto& name : fields[1]) {
                if (!result.rooms.contains(name))
                    refuse("no room '" + name + "' above this one");
                added.rooms.insert(name);
            }
            for (const auto& name : fields[2]) {
                if (!result.libraries.contains(name))
                    refuse("no library '" + name + "'");
                added.libraries.insert(name);
            }
            result.rooms[head[1]] = added;
            for (auto name = head.begin() + 1; name != head.end(); ++name)
                if (!result.room_of.emplace(*name, head[1]).second)
                    refuse("'" + *name + "' has a room already");
        } else if (keyword == "vendors" && head.size() > 1 && fields.size() == 2) {
            result.vendors.assign(head.begin() + 1, head.end());
            result.vendor_rooms.insert(fields[1].begin(), fields[1].end());
        } else if (keyword == "exempt" && head.size() > 1 && fields.size() == 1) {
            result.exempt.insert(head.begin() + 1, head.end());
        } else {
            refuse("neither a library, a room, vendors nor exempt: " + line);
        }
    }
    return result;
}

// types/text.hpp, types.hpp and impl/types.ipp are all "types".
std::string first_name(std::string_view path) {
    if (constexpr std::string_view bodies = "impl/"; path.starts_with(bodies))
        path.remove_prefix(bodies.size());
    return std::string{path.substr(0, path.find_first_of("/."))};
}

// The room of a path below include/bindery, if it has one.
std::optional<std::string> room_of(const rules& rules, std::string_view path) {
    // store/redis.hpp and store/redis/link.hpp are of "store/redis" where that is a room.
    if (const auto slash = path.find('/'); slash != std::string_view::npos)
        if (const auto part = rules.room_of.find(std::string{path.substr(0, path.find_first_of("/.", slash + 1))});
            part != rules.room_of.end())
            return part->second;
    const auto found = rules.room_of.find(first_name(path));
    return found == rules.room_of.end() ? std::nullopt : std::optional{found->second};
}

// What the line includes with angle brackets or quotes, and nothing for any other line.
std::optional<std::string> include_of(std::string_view line) {
    const auto skip_blanks = [&line] { line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size())); };
    const auto skip = [&line](std::string_view word) {
        const bool there = line.starts_with(word);
        if (there)
            line.remove_prefix(word.size());
        return there;
    };
    skip_blanks();
    if (!skip("#"))
        return {};
    skip_blanks();
    if (!skip("include"))
        return {};
    skip_blanks();
    if (line.empty() || (line.front() != '<' && line.front() != '"'))
        return {};
    const char close = line.front() == '<' ? '>' : '"';
    line.remove_prefix(1);
    return std::string{line.substr(0, line.find(close))};
}

std::string lower(std::string text) {
    for (char& c : text)
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

// What is wrong with this include in this room; empty when nothing is.
std::string judge_include(const rules& rules, const std::string& room_name, const std::string& included) {
    constexpr std::string_view own = "bindery/";
    const auto& room = rules.rooms.at(room_name);
    if (included.starts_with(own)) {
        const auto path = included.substr(own.size());
        const auto target = room_of(rules, path);
        if (rules.exempt.contains(path))
            return path + " is not for inclusion";
        if (!target)
            return "no room has " + path;
        if (*target != room_name && !room.rooms.contains(*target))
            return room_name + " may not include " + *target;
        return {};
    }
    for (const auto& [name, prefixes] : rules.libraries)
        for (const auto& prefix : prefixes)
            if (included.starts_with(prefix))
                return room.libraries.contains(name) ? "" : room_name + " may not use " + name;
    // The standard library and the system's headers have no folder, or one that a name like boost/ is not.
    if (included.find('/') == std::string::npos ? included.find(".hpp") == std::string::npos
                                                : included.starts_with("sys/"))
        return {};
    return "unknown library " + included;
}

words judge_tree(const fs::path& root, const rules& rules) {
    std::set<fs::path> files; // sorted, so that the report is the same everywhere
    for (const auto& entry : fs::recursive_directory_iterator{root})
        if (entry.is_regular_file())
            files.insert(entry.path());

    words result;
    for (const auto& file : files) {
        const auto path = file.lexically_relative(root).generic_string();
        const auto room = room_of(rules, path);
        if (rules.exempt.contains(path))
            continue;
        if (!room) {
            result.push_back(path + ": no room has it");
            continue;
        }
        int number = 0;
        for (const auto& line : lines_of(file)) {
            const auto report = [&, place = path + ':' + std::to_string(++number)](const std::string& what) {
                result.push_back(place + ": " + what);
            };
            if (const auto included = include_of(line))
                if (const auto wrong = judge_include(rules, *room, *included); !wrong.empty())
                    report(wrong);
            if (!rules.vendor_rooms.contains(*room))
                for (const auto& vendor : rules.vendors)
                    if (lower(line).find(vendor) != std::string::npos)
                        report(*room + " may not name " + vendor);
        }
    }
    return result;
}

} // namespace

int main(int argc, char** argv) try {
    if (argc != 3 && argc != 4) {
        std::cerr << "usage: layers <include/bindery> <layers.txt> [<expected>]\n";
        return 2;
    }
    const auto found = judge_tree(argv[1], read_rules(argv[2]));
    for (const auto& line : found)
        std::cout << line << '\n';
    const auto expected = argc == 4 ? lines_of(argv[3]) : words{};
    if (argc == 4 && found != expected) {
        std::cout << "expected was\n";
        for (const auto& line : expected)
            std::cout << line << '\n';
    }
    return found == expected ? EXIT_SUCCESS : EXIT_FAILURE;
} catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return EXIT_FAILURE;
}
