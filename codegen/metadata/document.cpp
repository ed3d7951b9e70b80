#include "metadata/document.hpp"

#include "text/file.hpp"
#include "text/printable.hpp"
#include "text/scan.hpp"

#include <algorithm>
#include <numeric>

namespace bindery::codegen {
namespace {

constexpr int deepest = 64;

void append_utf8(std::string& to, unsigned code) {
    const auto tail = [&](unsigned shift) { to += static_cast<char>(0x80 | ((code >> shift) & 0x3F)); };
    if (code < 0x80) {
        to += static_cast<char>(code);
    } else if (code < 0x800) {
        to += static_cast<char>(0xC0 | (code >> 6));
        tail(0);
    } else if (code < 0x10000) {
        to += static_cast<char>(0xE0 | (code >> 12));
        tail(6);
        tail(0);
    } else {
        to += static_cast<char>(0xF0 | (code >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

/// Recursive descent, to a depth that no metadata needs; stops at the first fault.
class parser {
public:
    parser(const std::string& path, std::string_view text, report& said) : path_(path), rest_(text), said_(said) {}

    bool document(json_node& into) {
        if (!value(into, 0))
            return false;
        blanks();
        return rest_.empty() || fault(seen(), "the end of the file");
    }

private:
    bool fault(const std::string& saw, const std::string& expected) {
        said_.unexpected({path_, at_}, saw, expected, "this is no whole JSON file: fetch it again");
        return false;
    }

    std::string seen() const {
        if (rest_.empty())
            return "the end of the file";
        const auto c = static_cast<unsigned char>(rest_.front());
        return c < 0x20 || c >= 0x7F ? "byte " + std::to_string(c) : quoted(rest_.substr(0, 1));
    }

    void step(std::size_t count) {
        for (const char c : rest_.substr(0, count)) {
            if (c == '\n') {
                ++at_.line;
                at_.column = 1;
            } else {
                at_.column += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
            }
        }
        rest_.remove_prefix(count);
    }

    void blanks() { step(std::min(rest_.find_first_not_of(" \n\r\t"), rest_.size())); }

    bool take(char wanted) {
        blanks();
        if (rest_.empty() || rest_.front() != wanted)
            return false;
        step(1);
        return true;
    }

    bool value(json_node& into, int depth) {
        blanks();
        into.at = at_;
        if (depth > deepest)
            return fault("more than " + std::to_string(deepest) + " levels", "metadata");
        if (rest_.empty())
            return fault(seen(), "a value");
        switch (rest_.front()) {
        case '{':
            return object(into, depth);
        case '[':
            return list(into, depth);
        case '"':
            into.what = json_node::kind::text;
            return text(into.text);
        default:
            return word(into);
        }
    }

    bool object(json_node& into, int depth) {
        into.what = json_node::kind::object;
        step(1);
        if (take('}'))
            return true;
        do {
            blanks();
            if (rest_.empty() || rest_.front() != '"')
                return fault(seen(), "a key in quotation marks");
            auto& child = into.children.emplace_back();
            if (!text(child.key))
                return false;
            if (!take(':'))
                return fault(seen(), "a colon");
            if (!value(child, depth + 1))
                return false;
        } while (take(','));
        keep_last(into.children);
        return take('}') || fault(seen(), "a comma or }");
    }

    /// Of the values of one key the last counts, as it does for most who read JSON.
    void keep_last(std::vector<json_node>& all) {
        std::vector<std::size_t> order(all.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::ranges::stable_sort(order, {}, [&](std::size_t i) -> std::string_view { return all[i].key; });
        std::vector<bool> beaten(all.size());
        for (std::size_t i = 1; i < order.size(); ++i)
            if (all[order[i - 1]].key == all[order[i]].key) {
                beaten[order[i - 1]] = true;
                said_.warning({path_, all[order[i]].at},
                              codegen::quoted(all[order[i]].key) + " is there twice: took this one",
                              "the other is at " + to_string(location{path_, all[order[i - 1]].at}));
            }
        std::size_t at = 0;
        std::erase_if(all, [&](const json_node&) { return beaten[at++]; });
    }

    bool list(json_node& into, int depth) {
        into.what = json_node::kind::list;
        step(1);
        if (take(']'))
            return true;
        do {
            if (!value(into.children.emplace_back(), depth + 1))
                return false;
        } while (take(','));
        return take(']') || fault(seen(), "a comma or ]");
    }

    bool word(json_node& into) {
        std::size_t size = 0;
        while (size < rest_.size() &&
               (is_word(rest_[size]) || rest_[size] == '-' || rest_[size] == '+' || rest_[size] == '.'))
            ++size;
        const auto word = rest_.substr(0, size);
        const auto digits = word.starts_with('-') ? word.substr(1) : word;
        if (word == "null")
            into.what = json_node::kind::null;
        else if (word == "true" || word == "false")
            into.what = json_node::kind::boolean;
        else if (!digits.empty() && is_digit(digits.front()))
            into.what = json_node::kind::number;
        else
            return fault(seen(), "a value");
        into.text = word;
        step(size);
        return true;
    }

    bool text(std::string& into) {
        step(1);
        for (;;) {
            const auto plain = std::min(rest_.find_first_of("\"\\"), rest_.size());
            into += rest_.substr(0, plain);
            step(plain);
            if (rest_.empty())
                return fault(seen(), "a quotation mark");
            if (rest_.front() == '"') {
                step(1);
                return true;
            }
            if (!escape(into))
                return false;
        }
    }

    bool escape(std::string& into) {
        constexpr std::string_view from = "\"\\/bfnrt";
        constexpr std::string_view to = "\"\\/\b\f\n\r\t";
        const char which = rest_.size() > 1 ? rest_[1] : '\0';
        if (const auto known = from.find(which); known != std::string_view::npos) {
            into += to[known];
            step(2);
            return true;
        }
        auto code = which == 'u' ? hex() : std::nullopt;
        if (!code)
            return fault(quoted(rest_.substr(0, 2)), "an escape such as \\n");
        step(6);
        if (*code >= 0xD800 && *code < 0xE000) { // half of a pair
            const auto low = rest_.starts_with("\\u") ? hex() : std::nullopt;
            if (*code < 0xDC00 && low && *low >= 0xDC00 && *low < 0xE000) {
                code = 0x10000 + ((*code - 0xD800) << 10) + (*low - 0xDC00);
                step(6);
            } else {
                code = 0xFFFD;
            }
        }
        append_utf8(into, *code);
        return true;
    }

    /// The four digits behind `\u`.
    std::optional<unsigned> hex() const {
        if (rest_.size() < 6)
            return std::nullopt;
        return number_in<unsigned>(rest_.substr(2, 4), 16);
    }

    const std::string& path_;
    std::string_view rest_;
    report& said_;
    place at_;
};

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
    if (!parser(read.path, text, said).document(read.root))
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
