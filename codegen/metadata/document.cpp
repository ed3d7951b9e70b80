#include "metadata/document.hpp"

#include "text/file.hpp"
#include "text/printable.hpp"
#include "text/scan.hpp"

#include <boost/json/basic_parser_impl.hpp>

#include <algorithm>
#include <limits>
#include <map>
#include <utility>

namespace bindery::codegen {
namespace {

constexpr std::size_t deepest = 64;
constexpr auto unlimited = std::numeric_limits<std::size_t>::max();

/// The size of the token that a text begins with: a text in its quotation marks, a sign or a word. More than there is
/// where a mark is missing.
std::size_t token_size(std::string_view rest) {
    if (!rest.starts_with('"'))
        return std::min(std::max<std::size_t>(rest.find_first_of(" \n\r\t{}[],:\""), 1), rest.size());
    std::size_t end = 1;
    while (end < rest.size() && rest[end] != '"')
        end += rest[end] == '\\' ? 2 : 1;
    return end + 1;
}

/// Makes a document of what Boost.JSON's parser finds in each token.
class builder {
public:
    static constexpr auto max_object_size = unlimited;
    static constexpr auto max_array_size = unlimited;
    static constexpr auto max_key_size = unlimited;
    static constexpr auto max_string_size = unlimited;
    using failure = boost::json::error_code;

    builder(json_document& into, report& said) : into_(into), said_(said) {}

    /// All that is found until the next call stands at this token.
    void begin(std::string_view token, place at) {
        last_ = token_.empty() ? '\0' : token_.front();
        token_ = token;
        at_ = at;
        text_.clear();
    }

    /// What could stand where the token does.
    std::string_view expected() const {
        const bool in_object = !open_.empty() && open_.back()->is(kind::object);
        if (in_object && (last_ == '{' || last_ == ','))
            return "a key in quotation marks";
        if (key_ && last_ != ':')
            return "a colon";
        if (last_ == '\0' || last_ == ':' || last_ == '[' || last_ == ',')
            return "a value";
        return open_.empty() ? "the end of the file" : in_object ? "a comma or }" : "a comma or ]";
    }

    bool on_document_begin(failure&) { return true; }
    bool on_document_end(failure&) { return true; }
    bool on_array_begin(failure&) { return open(kind::list); }
    bool on_array_end(std::size_t, failure&) { return close(); }
    bool on_object_begin(failure&) { return open(kind::object); }
    bool on_object_end(std::size_t, failure&) { return close(); }
    bool on_string_part(std::string_view part, std::size_t, failure&) { return read(part); }
    bool on_string(std::string_view part, std::size_t, failure&) { return read(part) && add(kind::text, text_); }
    bool on_key_part(std::string_view part, std::size_t, failure&) { return read(part); }
    bool on_key(std::string_view part, std::size_t, failure&) {
        read(part);
        key_ = text_;
        return true;
    }
    bool on_number_part(std::string_view, failure&) { return true; }
    bool on_int64(std::int64_t, std::string_view, failure&) { return add(kind::number, token_); }
    bool on_uint64(std::uint64_t, std::string_view, failure&) { return add(kind::number, token_); }
    bool on_double(double, std::string_view, failure&) { return add(kind::number, token_); }
    bool on_bool(bool, failure&) { return add(kind::boolean, token_); }
    bool on_null(failure&) { return add(kind::null, token_); }
    bool on_comment_part(std::string_view, failure&) { return true; }
    bool on_comment(std::string_view, failure&) { return true; }

private:
    using kind = json_node::kind;

    bool read(std::string_view part) {
        text_ += part;
        return true;
    }

    json_node& put(kind what, std::string_view text = {}) {
        auto& next = open_.empty() ? into_.root : open_.back()->children.emplace_back();
        next = {what, std::exchange(key_, {}).value_or(""), std::string(text), {}, at_};
        return next;
    }

    bool add(kind what, std::string_view text) {
        put(what, text);
        return true;
    }

    bool open(kind what) {
        open_.push_back(&put(what));
        return true;
    }

    bool close() {
        if (open_.back()->is(kind::object))
            keep_last(open_.back()->children);
        open_.pop_back();
        return true;
    }

    /// Of the values of one key the last counts, as it does for most who read JSON.
    void keep_last(std::vector<json_node>& all) {
        std::map<std::string_view, std::size_t> last;
        std::vector<bool> beaten(all.size());
        for (std::size_t i = 0; i < all.size(); ++i) {
            const auto [other, is_first] = last.emplace(all[i].key, i);
            if (is_first)
                continue;
            said_.warning(into_.at(all[i]), codegen::quoted(all[i].key) + " is there twice: took this one",
                          "the other is at " + to_string(into_.at(all[other->second])));
            beaten[std::exchange(other->second, i)] = true;
        }
        std::size_t at = 0;
        std::erase_if(all, [&](const json_node&) { return beaten[at++]; });
    }

    json_document& into_;
    report& said_;
    std::vector<json_node*> open_;   ///< lists and objects, the innermost last
    std::optional<std::string> key_; ///< whose value is to come
    char last_ = '\0';               ///< what the token before begins with
    std::string_view token_;
    place at_;
    std::string text_; ///< as far as it was read
};

std::string seen_at(std::string_view rest) {
    if (rest.empty())
        return "the end of the file";
    const auto c = static_cast<unsigned char>(rest.front());
    return c < 0x20 || c >= 0x7F ? "byte " + std::to_string(c) : quoted(rest.substr(0, 1));
}

/// Boost.JSON's parser does not tell where it is, so it gets a token at a time; to the first fault.
bool parse(std::string_view rest, json_document& into, report& said) {
    boost::json::parse_options how;
    how.max_depth = deepest + 1;
    boost::json::basic_parser<builder> parser(how, into, said);
    place at;
    const auto step = [&](std::size_t over) {
        for (const char c : rest.substr(0, over)) {
            at.column = c == '\n' ? 1 : at.column + code_points({&c, 1});
            at.line += c == '\n';
        }
        rest.remove_prefix(std::min(over, rest.size()));
    };
    for (bool more = true; more;) {
        step(rest.find_first_not_of(" \n\r\t"));
        more = !rest.empty();
        const auto size = token_size(rest);
        const auto token = rest.substr(0, size);
        const bool is_text = token.starts_with('"');
        parser.handler().begin(token, at);
        boost::json::error_code failure;
        auto read = parser.write_some(more, token.data(), token.size(), failure);
        if (more && !failure && !is_text)
            parser.write_some(true, " ", 1, failure); // a number could go on, until something else comes
        if (!failure && read == size) {
            step(size);
            continue;
        }
        auto expected = parser.handler().expected();
        if (is_text && read > 0) {
            step(read);
            expected = rest.empty() ? "a quotation mark" : "an escape such as \\n";
        }
        const bool deep = failure == boost::json::error::too_deep;
        said.unexpected({into.path, at}, deep ? "more than " + std::to_string(deepest) + " levels" : seen_at(rest),
                        deep ? "metadata" : expected, "this is no whole JSON file: fetch it again");
        return false;
    }
    return true;
}

} // namespace

const json_node* json_node::find(std::string_view name) const {
    for (const auto& each : children)
        if (what == kind::object && each.key == name)
            return &each;
    return nullptr;
}

std::string_view json_node::text_at(std::string_view name) const {
    const auto* found = find(name);
    return found && found->is(kind::text) ? std::string_view(found->text) : std::string_view{};
}

bool json_node::is_true(std::string_view name) const {
    const auto* found = find(name);
    return found && (found->is(kind::boolean) || found->is(kind::text)) && found->text == "true";
}

void tell_misfits(const json_document& in, const json_node& object, std::span<const json_field> fields, report& said) {
    constexpr std::string_view kinds[] = {"null", "true or false", "a number", "a text", "a list", "an object"};
    using kind = json_node::kind;
    for (const auto& each : fields) {
        const auto* found = object.find(each.key);
        if (!found || found->is(each.what) || found->is(kind::null))
            continue;
        const bool meant = each.what == kind::boolean && (found->text == "true" || found->text == "false");
        said.warning(in.at(*found), quoted(each.key) + " is " +
                                        std::string(kinds[static_cast<std::size_t>(found->what)]) + ", not " +
                                        std::string(kinds[static_cast<std::size_t>(each.what)]) + ": " +
                                        (meant ? "took it for " + found->text : "left out"));
    }
}

std::optional<json_document> parse_json(std::string path, std::string_view text, report& said) {
    constexpr std::string_view mark = "\xEF\xBB\xBF";
    if (text.starts_with(mark))
        text.remove_prefix(mark.size());
    json_document read{std::move(path), {}};
    if (const auto malformed = first_malformed(text); malformed != std::string_view::npos) {
        const auto before = text.substr(0, malformed);
        const auto line = before.substr(before.rfind('\n') + 1); // npos + 1 is the beginning
        said.unexpected({read.path, {static_cast<int>(std::ranges::count(before, '\n')) + 1, code_points(line) + 1}},
                        "bytes that are not UTF-8", "JSON, which is UTF-8",
                        "fetch the file again, or convert it: iconv -f GB18030 -t UTF-8");
        return std::nullopt;
    }
    if (!parse(text, read, said))
        return std::nullopt;
    return read;
}

std::optional<json_document> load_json(const std::filesystem::path& file, report& said) {
    const auto found = read_file(file, largest_file);
    if (found.text)
        return parse_json(file.generic_string(), *found.text, said);
    said.unexpected({file.generic_string(), {1, 1}}, found.saw, "metadata",
                    "check the path, and that a file stands there that you may read");
    return std::nullopt;
}

} // namespace bindery::codegen
