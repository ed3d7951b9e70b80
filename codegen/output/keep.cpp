#include "emit/writers.hpp"
#include "output/output.hpp"
#include "text/file.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

namespace bindery::codegen {
namespace {

namespace fs = std::filesystem;

std::string_view between(std::string_view text, std::string_view before, std::string_view behind) {
    if (!text.starts_with(before))
        return {};
    text.remove_prefix(before.size());
    return text.substr(0, text.find(behind));
}

name_set pages_in(std::string_view text) {
    name_set pages;
    auto rest = between(text.substr(0, text.find('\n')), generated_opening, generated_closing);
    while (!rest.empty()) {
        const auto end = rest.find(page_separator);
        pages.emplace(rest.substr(0, end));
        rest.remove_prefix(end == std::string_view::npos ? rest.size() : end + page_separator.size());
    }
    return pages;
}

bool holds_all(const name_set& all, const name_set& some) {
    return std::ranges::includes(all, some);
}

/// A generated header, taken apart along the lines that `emit` writes.
struct header {
    std::string path;
    name_set pages;                                  ///< it was generated from
    name_set included;                               ///< paths below the folder of all headers
    name_set ahead;                                  ///< structures that are declared before they are defined
    std::vector<std::string> order;                  ///< of the structures that it defines
    std::map<std::string, std::string> definitions;  ///< each with the comment above it
    std::map<std::string, std::string> descriptions; ///< BOOST_DESCRIBE_STRUCT, or the parts of it
    std::string opening;                             ///< up to the declarations
    std::string closing;                             ///< behind them

    header(std::string where, std::string_view text) : path(std::move(where)), pages(pages_in(text)) {
        while (!text.empty()) {
            const auto line = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
            text.remove_prefix(line.size());
            take(line);
        }
    }

    bool defines(const std::string& name) const { return definitions.contains(name); }

    std::string whole(const name_set& from) const {
        std::string text(generated_opening);
        text += in_a_row(from) + std::string(generated_closing) + opening.substr(opening.find('\n'));
        for (const auto& each : ahead)
            text += "struct " + each + ";\n";
        text += ahead.empty() ? "" : "\n";
        for (const auto& each : order)
            text += definitions.at(each) + '\n';
        for (const auto& each : order)
            text += descriptions.at(each);
        return without_macros(text + '\n' + closing);
    }

private:
    void take(std::string_view line) {
        // Macros are set aside for what is in the header in the end.
        const bool about_macro = line.starts_with("#pragma ") || line.starts_with("#undef ");
        const bool behind = std::exchange(behind_macro_, about_macro) && line == "\n";
        if (about_macro || behind)
            return;
        if (!closing.empty() || line.starts_with("} // namespace bindery::api::")) {
            closing += line;
        } else if (!inside_) {
            opening += line;
            note_include(line);
            inside_ = line.starts_with("namespace bindery::api::");
            if (inside_)
                opening += '\n';
        } else if (!open_.empty()) {
            block_ += line;
            if (line == "};\n")
                close();
        } else if (const auto forward = between(line, "struct ", ";"); line.ends_with(";\n") && is_name(forward)) {
            ahead.emplace(forward);
        } else if (const auto defined = between(line, "struct ", " "); !defined.empty()) {
            open_ = defined;
            block_ += line;
            if (line.ends_with("{};\n"))
                close();
        } else if (const auto begun = described_by(line); !begun.empty() || line.starts_with(' ')) {
            described_ = begun.empty() ? described_ : begun;
            descriptions[described_] += line;
        } else if (line.starts_with("//")) {
            block_ += line;
        }
    }

    static bool is_name(std::string_view text) { return text.find_first_of(" {") == std::string_view::npos; }

    /// BOOST_DESCRIBE_STRUCT(Cup, ..., BINDERY_DESCRIBE_PART(Cup, ..., and so on.
    static std::string described_by(std::string_view line) {
        if (!line.starts_with("BOOST_DESCRIBE_") && !line.starts_with("BINDERY_DESCRIBE_"))
            return {};
        const auto name = line.substr(line.find('(') + 1);
        return std::string(name.substr(0, name.find(',')));
    }

    void note_include(std::string_view line) {
        if (const auto below = between(line, "#include <bindery/api/", ">"); !below.empty())
            included.emplace(below);
        if (const auto beside = between(line, "#include \"", "\""); !beside.empty())
            included.insert((fs::path(path).parent_path() / beside).lexically_normal().generic_string());
    }

    void close() {
        order.push_back(open_);
        descriptions[open_]; // the line itself comes later
        definitions[open_] = std::move(block_);
        block_.clear();
        open_.clear();
    }

    bool inside_ = false; ///< the namespace
    bool behind_macro_ = false;
    std::string open_;      ///< the structure that is being defined
    std::string block_;     ///< what is read of it
    std::string described_; ///< the structure that is being described
};

/// One service version's headers: those of this run, and those of other pages that are there already.
struct version_keeper {
    std::vector<emitted_file>& files;
    std::string version; ///< the path of its folder below that of all headers
    const fs::path& folder;
    kept which;
    report& said;
    std::map<std::string, header> fresh = {};
    name_set known_pages = {}; ///< that this run knows
    std::vector<header> others = {};

    void run() {
        for (const auto& each : files)
            if (is_own(each.path))
                fresh.emplace(each.path, header(each.path, each.text));
        for (const auto& [path, each] : fresh)
            known_pages.insert(each.pages.begin(), each.pages.end());
        find_others();
        if (others.empty())
            return;
        for (const auto& other : others)
            refuse_clashes(other);
        for (auto& each : files)
            if (is_own(each.path))
                keep_structures(each);
            else if (each.path == version + ".hpp")
                keep_umbrella(each);
    }

    bool is_own(const std::string& path) const { return path.starts_with(version + '/') && path.ends_with(".hpp"); }

    std::optional<std::string> there(const std::string& path) const {
        auto text = contents_of(folder / path);
        return text && text->starts_with(generated_opening) ? text : std::nullopt;
    }

    void find_others() {
        std::error_code failure;
        for (const auto& file : files_below(folder / version, ".hpp", failure)) {
            const auto path = file.lexically_relative(folder).generic_string();
            if (fresh.contains(path))
                continue;
            if (const auto text = there(path)) {
                header other(path, *text);
                if (which == kept::all || !holds_all(known_pages, other.pages))
                    others.push_back(std::move(other));
            }
        }
    }

    void refuse(const std::string& path, const std::string& message, const header& other) {
        said.error({(folder / path).generic_string(), {1, 1}},
                   message + ' ' + (folder / other.path).generic_string() + ", from " + in_a_row(other.pages),
                   "give those pages in the same run, or remove that header; nothing is written");
    }

    void refuse_clashes(const header& other) {
        for (const auto& [path, each] : fresh) {
            if (guard_of(path) == guard_of(other.path))
                refuse(path, "this header would be called like", other);
            for (const auto& name : each.order)
                if (other.defines(name))
                    refuse(path, "this header would define " + name + ", and so does", other);
        }
    }

    const header* needed_by(const std::string& path) const {
        const auto found =
            std::ranges::find_if(others, [&](const header& each) { return each.included.contains(path); });
        return found == others.end() ? nullptr : &*found;
    }

    /// Structures that this run does not have stay behind those that it has, for these need none of them.
    void keep_structures(emitted_file& file) {
        const auto* other = needed_by(file.path);
        const auto text = there(file.path);
        if (!other || !text)
            return;
        const header before(file.path, *text);
        auto& now = fresh.at(file.path);
        bool alike = holds_all(before.ahead, now.ahead) && holds_all(before.pages, now.pages);
        for (const auto& name : now.order)
            alike = alike && before.defines(name) && before.definitions.at(name) == now.definitions.at(name);
        if (alike) {
            file.text = *text; // all of it is there, if in another order
            return;
        }
        bool lacks = false;
        for (const auto& name : before.order) {
            if (now.defines(name)) {
                if (before.definitions.at(name) != now.definitions.at(name) && !holds_all(known_pages, before.pages))
                    refuse(file.path, "this header would change " + name + ", and it is needed as it is by", *other);
                continue;
            }
            lacks = true;
            for (const auto& [path, each] : fresh)
                if (path != file.path && each.defines(name) && !now.included.contains(path))
                    refuse(file.path, "this header would lose " + name + ", which is needed by", *other);
        }
        if (!lacks)
            return;
        for (const auto& name : before.order) {
            if (now.defines(name))
                continue;
            now.order.push_back(name);
            now.definitions[name] = before.definitions.at(name);
            now.descriptions[name] = before.descriptions.at(name);
        }
        now.ahead.insert(before.ahead.begin(), before.ahead.end());
        now.included.insert(before.included.begin(), before.included.end());
        auto pages = now.pages;
        pages.insert(before.pages.begin(), before.pages.end());
        file.text = now.whole(pages);
    }

    void keep_umbrella(emitted_file& file) {
        header umbrella(file.path, file.text);
        for (const auto& each : others)
            umbrella.included.insert(each.path);
        if (const auto text = there(file.path)) {
            const auto before = pages_in(*text);
            umbrella.pages.insert(before.begin(), before.end());
        }
        const bool beside = file.text.find("#include \"") != std::string::npos;
        std::vector<std::string> includes;
        for (const auto& each : umbrella.included)
            includes.push_back(beside ? '"' + each.substr(each.find('/', each.find('/') + 1) + 1) + '"'
                                      : root_folder + each);
        file.text = framed(in_a_row(umbrella.pages), root_folder + file.path, includes, {});
    }
};

} // namespace

void keep_others(std::vector<emitted_file>& files, const fs::path& folder, kept which, report& said) {
    std::vector<std::string> versions;
    for (const auto& each : files)
        if (std::ranges::count(each.path, '/') == 2 && each.path.ends_with(".hpp"))
            versions.push_back(each.path.substr(0, each.path.rfind('.')));
    for (const auto& each : versions)
        version_keeper{files, each, folder, which, said}.run();
}

} // namespace bindery::codegen
