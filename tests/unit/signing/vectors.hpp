#ifndef BINDERY_TESTS_UNIT_SIGNING_VECTORS_HPP
#define BINDERY_TESTS_UNIT_SIGNING_VECTORS_HPP

#include <bindery/signing/credentials.hpp>
#include <bindery/signing/request.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#ifndef BINDERY_VECTORS_DIR
#define BINDERY_VECTORS_DIR BINDERY_TESTS_DIR "/vectors"
#endif

namespace vectors {

inline const std::filesystem::path root = BINDERY_VECTORS_DIR;

/// One folder below tests/vectors: what is signed, and a file per stage.
class vector {
public:
    explicit vector(std::filesystem::path folder) : folder_(std::move(folder)) {
        for (auto& [key, value] : pairs("input", ": "))
            input_[key] = value;
    }

    std::string name() const { return folder_.parent_path().filename().string() + '/' + folder_.filename().string(); }

    std::string file(const char* stage) const {
        std::ifstream in(folder_ / stage, std::ios::binary);
        REQUIRE_MESSAGE(in, name(), " has no file ", stage);
        return {std::istreambuf_iterator<char>(in), {}};
    }

    std::vector<std::pair<std::string, std::string>> pairs(const char* stage, std::string_view separator) const {
        std::vector<std::pair<std::string, std::string>> out;
        std::ifstream in(folder_ / stage);
        REQUIRE_MESSAGE(in, name(), " has no file ", stage);
        for (std::string line; std::getline(in, line);) {
            const auto at = line.find(separator);
            REQUIRE_MESSAGE(at != line.npos, name(), ": ", stage, " has a line without separator");
            out.emplace_back(line.substr(0, at), line.substr(at + separator.size()));
        }
        return out;
    }

    /// A line of `input`, empty when there is none.
    std::string input(const char* key) const {
        const auto found = input_.find(key);
        return found == input_.end() ? std::string() : found->second;
    }

    std::int64_t seconds() const { return std::stoll(input("timestamp")); }

    bindery::signing::credentials credentials() const {
        return {.secret_id = input("secret-id"), .secret_key = input("secret-key"), .token = input("token")};
    }

private:
    std::filesystem::path folder_;
    std::map<std::string, std::string> input_;
};

inline std::vector<vector> all_of(const char* scheme) {
    std::vector<std::filesystem::path> folders;
    for (const auto& entry : std::filesystem::directory_iterator(root / scheme))
        folders.push_back(entry.path());
    std::sort(folders.begin(), folders.end());
    return {folders.begin(), folders.end()};
}

inline vector one(const char* path) {
    return vector(root / path);
}

/// Compares one stage; a failure names the vector and the stage.
inline void check_stage(const vector& each, const char* stage, std::string_view actual) {
    CHECK_MESSAGE(actual == each.file(stage), each.name(), ": ", stage, " is\n", std::string(actual));
}

/// A received request that tests may tamper with.
struct message {
    std::string method, target, body;
    std::vector<std::pair<std::string, std::string>> headers;

    std::string& header(std::string_view name) {
        for (auto& [key, value] : headers)
            if (key == name)
                return value;
        return headers.emplace_back(name, "").second;
    }
    void remove(std::string_view name) {
        std::erase_if(headers, [&](const auto& each) { return each.first == name; });
    }
    /// Calls `use` with views of this message.
    template <class Use>
    auto received(Use use) const {
        std::vector<bindery::signing::field> fields;
        for (const auto& [key, value] : headers)
            fields.push_back({key, value});
        return use(bindery::signing::received_request{method, target, fields, body});
    }
};

/// `text` with its first `from` replaced, which must be there.
inline std::string replaced(std::string text, std::string_view from, std::string_view to) {
    const auto at = text.find(from);
    REQUIRE(at != text.npos);
    return text.replace(at, from.size(), to);
}

/// A character that is certainly another one, also in the other letter case.
inline char another(char c) {
    return c == 'x' || c == 'X' ? 'y' : 'x';
}

/// Credentials of one owner, looked up like a server does.
struct one_owner {
    std::shared_ptr<const bindery::signing::credentials> owner;

    explicit one_owner(bindery::signing::credentials who)
        : owner(std::make_shared<const bindery::signing::credentials>(std::move(who))) {}
    std::shared_ptr<const bindery::signing::credentials> operator()(std::string_view secret_id) const {
        return secret_id == owner->secret_id ? owner : nullptr;
    }
};

} // namespace vectors

#endif
