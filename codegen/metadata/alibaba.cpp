// Alibaba Cloud: a folder per product with a file for each operation. Version and hosts stand in version.json beside
// them and in products.json above; answers are told nowhere.

#include "dictionary/section.hpp"
#include "metadata/metadata.hpp"
#include "naming/naming.hpp"
#include "text/file.hpp"
#include "text/scan.hpp"
#include "text/word_table.hpp"

#include <algorithm>
#include <map>
#include <vector>

namespace bindery::codegen {
namespace {

namespace fs = std::filesystem;

bool is_about_all(const fs::path& file) {
    return file.filename() == "version.json" || file.filename() == "products.json";
}

std::vector<fs::path> operation_files(const fs::path& there) {
    std::error_code failure;
    if (!fs::is_directory(there, failure))
        return {there};
    std::vector<fs::path> files;
    for (fs::directory_iterator at(there, failure), end; !failure && at != end; at.increment(failure))
        if (at->is_regular_file(failure) && at->path().extension() == ".json" && !is_about_all(at->path()))
            files.push_back(at->path());
    std::ranges::sort(files);
    return files;
}

bool is_operation(const json_node& root) {
    return !root.text_at("name").empty() && root.find("parameters") && root.find("pathPattern");
}

/// One whole file settles it; a few are tried, for one of them may be broken.
bool recognise(const fs::path& there) {
    std::error_code failure;
    if (!fs::is_directory(there, failure) && (there.extension() != ".json" || is_about_all(there)))
        return false;
    const auto files = operation_files(there);
    for (std::size_t i = 0; i < std::min<std::size_t>(files.size(), 3); ++i) {
        report unheard;
        if (const auto found = load_json(files[i], unheard); found && is_operation(found->root))
            return true;
    }
    return false;
}

/// The entry of a product in the list beside its folder, whichever of the two trees that is.
const json_node* product_in(const json_document& list, std::string_view code) {
    const auto* products = list.root.find("products");
    for (const auto& each : (products ? *products : list.root).children)
        if (lowered(each.text_at("code")) == lowered(code))
            return &each;
    return nullptr;
}

/// The one host a product has for all, or that of one of its regions: those within China come first, as for the vendor.
std::string host_of(const json_node& product) {
    if (const auto all = product.text_at("global_endpoint"); !all.empty())
        return std::string(all);
    std::map<std::string, std::string, std::less<>> hosts;
    for (const auto* key : {"regional_endpoints", "endpoints"})
        if (const auto* regions = product.find(key))
            for (const auto& each : regions->children) {
                const auto host = each.is(json_node::kind::text) ? std::string_view(each.text) : each.text_at("public");
                if (!host.empty())
                    hosts.emplace(each.key, host);
            }
    for (const std::string_view usual : {"cn-hangzhou", "cn-shanghai", "cn-beijing"})
        if (const auto found = hosts.find(usual); found != hosts.end())
            return found->second;
    return hosts.empty() ? std::string{} : hosts.begin()->second;
}

using field = json_node::kind;
constexpr json_field operation_fields[] = {{"name", field::text},
                                           {"pathPattern", field::text},
                                           {"method", field::text},
                                           {"deprecated", field::boolean},
                                           {"parameters", field::list}};
constexpr json_field parameter_fields[] = {{"name", field::text},        {"type", field::text},
                                           {"position", field::text},    {"required", field::boolean},
                                           {"description", field::text}, {"sub_parameters", field::list}};

const word_table<type_kind> scalar_types{{type_kind::text, "String"},
                                         {type_kind::integer, "Integer, Long"},
                                         {type_kind::boolean, "Boolean"},
                                         {type_kind::number, "Float, Double"}};

struct product_reader {
    fs::path folder; ///< empty: where the program stands
    const metadata_request& asked;
    api& into;
    report& said;
    home owner = {};
    std::string host = {};
    json_document versions = {};
    name_set structures = {};

    void read(const std::vector<fs::path>& files) {
        if (!read_facts())
            return;
        std::size_t done = 0;
        for (const auto& each : files) {
            if (asked.progress)
                asked.progress(done++, files.size());
            if (asked.wants(each.stem().string()))
                read_operation(each);
        }
        if (asked.progress)
            asked.progress(files.size(), files.size());
        if (!files.empty())
            said.note(place_of_all(), "the metadata of " + *owner.service +
                                          " tell nothing of answers but that they name the request: "
                                          "give its pages with --pages");
    }

    bool read_facts() {
        const auto real = settled(folder);
        const auto code = real.filename().string();
        owner.provider = "alibaba";
        owner.service = asked.service.value_or(lowered(code));
        const auto version_file = folder / "version.json";
        if (fs::exists(version_file))
            if (auto found = load_json(version_file, said)) {
                versions = std::move(*found);
                if (const auto version = versions.root.text_at("version"); !version.empty())
                    owner.version = version;
            }
        const auto list_file = real.parent_path() / "products.json";
        if (fs::exists(list_file))
            if (const auto list = load_json(list_file, said))
                if (const auto* product = product_in(*list, code)) {
                    if (const auto version = product->text_at("version"); !owner.version && !version.empty())
                        owner.version = version;
                    host = host_of(*product);
                }
        const auto where = place_of_all();
        if (!owner.version)
            said.unexpected(where, "no version", "a version.json in the folder, or a products.json above it",
                            "fetch them too");
        if (asked.host)
            host = *asked.host;
        else if (host.empty())
            host = *owner.service + ".aliyuncs.com";
        if (!asked.host)
            said.note(where, "of the hosts of " + *owner.service + " the headers name " + host);
        return owner.version.has_value();
    }

    void read_operation(const fs::path& file) {
        const auto found = load_json(file, said);
        if (!found)
            return;
        const auto& root = found->root;
        if (!is_operation(root)) {
            said.note(found->at(root), "this file describes no operation and is left out");
            return;
        }
        tell_misfits(*found, root, operation_fields, said);
        operation next;
        next.name = root.text_at("name");
        next.of = owner;
        next.host = host;
        next.where = found->at(root);
        next.path = root.text_at("pathPattern");
        next.method = method_of(root.text_at("method"));
        if (const auto* all = versions.root.find("apis"))
            if (const auto* here = all->find(next.name))
                next.description = opening_of_prose(here->text_at("summary").empty() ? here->text_at("title")
                                                                                     : here->text_at("summary"));
        if (next.description.empty())
            next.description = prose_of(next.name) + ".";
        if (root.is_true("deprecated"))
            next.remarks.push_back("Disused.");
        next.request = read_members(*found, *root.find("parameters"), next);
        if (next.path.empty()) {
            member id;
            id.name = "RequestId";
            id.type.words = "String";
            id.description = "Names the request. The metadata tell of no other member of the answer.";
            id.where = next.where;
            next.response.push_back(std::move(id));
        } else {
            next.remarks.push_back("Has a path of its own: " + next.method + ' ' + next.path);
        }
        into.operations.push_back(std::move(next));
    }

    location place_of_all() const { return {folder.empty() ? "." : folder.generic_string(), {1, 1}}; }

    /// Of several the vendor's own tools take POST where they may.
    static std::string method_of(std::string_view listed) {
        if (listed.find("POST") != std::string_view::npos)
            return "POST";
        return std::string(listed.substr(0, listed.find('|')));
    }

    std::vector<member> read_members(const json_document& from, const json_node& list, const operation& of) {
        std::vector<member> members;
        for (const auto& each : list.children) {
            tell_misfits(from, each, parameter_fields, said);
            member next;
            next.name = each.text_at("name");
            next.where = from.at(each);
            if (next.name.empty()) {
                said.unexpected(next.where, "a parameter without a name", "its name");
                continue;
            }
            if (std::ranges::find(members, next.name, &member::name) != members.end()) {
                said.note(next.where, codegen::quoted(next.name) + " is there twice: took the first");
                continue;
            }
            next.required = each.is_true("required");
            const auto place = each.text_at("position");
            next.where_sent = position_named(place);
            if (next.where_sent == position::unstated && !place.empty())
                said.note(next.where, codegen::quoted(next.name) + " is sent in " + codegen::quoted(place) +
                                          ", which is no place that is known");
            const auto document = each.text_at("description");
            next.description = opening_of_prose(document);
            next.type = read_type(from, each, of, next.description);
            take_document(next, document, asked, said);
            members.push_back(std::move(next));
        }
        return members;
    }

    type read_type(const json_document& from, const json_node& parameter, const operation& of,
                   std::string& description) {
        const auto words = parameter.text_at("type");
        const auto* inner = parameter.find("sub_parameters");
        const auto say = [&](std::string_view sentence) {
            description += (description.empty() ? "" : " ") + std::string(sentence);
        };
        type found;
        found.words = words;
        if (const auto kind = scalar_types.find(words)) {
            found.kind = *kind;
        } else if (words == "RepeatList") {
            found.lists = 1;
            found.words = "Array of String";
            if (inner && !inner->children.empty()) {
                found.kind = type_kind::structure;
                found.structure = add_structure(from, parameter, *inner, of);
                found.words = "Array of " + found.structure;
            }
        } else if (words == "Json") {
            say("JSON as text.");
        } else if (is_among(words, "Array, Struct, Any")) {
            said.note(from.at(parameter), "what " + codegen::quoted(parameter.text_at("name")) + " of type " +
                                              std::string(words) + " holds is not told: taken to be JSON as text");
            say("JSON as text.");
        } else {
            said.unexpected(from.at(parameter), "the type " + codegen::quoted(words),
                            "String, Integer, Long, Boolean, Float, Double, RepeatList, Json, Array, Struct or Any");
        }
        return found;
    }

    /// The elements of a list have no name of their own: they are called like the operation and the list.
    std::string add_structure(const json_document& from, const json_node& parameter, const json_node& inner,
                              const operation& of) {
        structure next;
        next.name = of.name;
        for (const char c : parameter.text_at("name"))
            if (is_word(c))
                next.name += c;
        for (int n = 2; !structures.insert(next.name).second; ++n)
            next.name += std::to_string(n);
        next.description = "What " + std::string(parameter.text_at("name")) + " of " + of.name + " lists.";
        next.where = from.at(parameter);
        next.members = read_members(from, inner, of);
        into.structures.push_back({owner, next});
        return next.name;
    }
};

void read(const fs::path& there, const metadata_request& asked, api& into, report& said) {
    product_reader{fs::is_directory(there) ? there : there.parent_path(), asked, into, said}.read(
        operation_files(there));
}

} // namespace

const metadata_format alibaba_openapi_meta{"Alibaba openapi-meta", recognise, read};

} // namespace bindery::codegen
