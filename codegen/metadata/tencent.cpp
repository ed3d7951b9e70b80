// Tencent Cloud: api.json holds the operations and structures of a service version, examples.json beside it examples.

#include "metadata/http_example.hpp"
#include "metadata/metadata.hpp"
#include "text/word_table.hpp"

#include <algorithm>
#include <map>

namespace bindery::codegen {
namespace {

namespace fs = std::filesystem;

fs::path api_file(const fs::path& there) {
    std::error_code failure;
    return fs::is_directory(there, failure) ? there / "api.json" : there;
}

/// A look at the beginning of the file is enough: its keys come in any order, but both are there.
bool recognise(const fs::path& there) {
    const auto file = api_file(there);
    std::error_code failure;
    if (!fs::is_regular_file(file, failure) || file.extension() != ".json" || file.filename() == "examples.json")
        return false;
    report unheard;
    const auto found = load_json(file, unheard);
    // A file by the format's own name that is broken is still of the format, so that its fault is told.
    if (!found)
        return file.filename() == "api.json";
    return found->root.find("actions") && found->root.find("objects");
}

const word_table<type_kind> scalars{{type_kind::text, "string, datetime, datetime_iso, date, binary"},
                                    {type_kind::integer, "int64, int, integer"},
                                    {type_kind::unsigned_integer, "uint64"},
                                    {type_kind::number, "float, double"},
                                    {type_kind::boolean, "bool, boolean"}};

using field = json_node::kind;
constexpr json_field action_fields[] = {{"name", field::text},
                                        {"document", field::text},
                                        {"status", field::text},
                                        {"input", field::text},
                                        {"output", field::text}};
constexpr json_field object_fields[] = {{"document", field::text}, {"usage", field::text}};
constexpr json_field member_fields[] = {{"name", field::text},        {"type", field::text},
                                        {"member", field::text},      {"document", field::text},
                                        {"example", field::text},     {"required", field::boolean},
                                        {"disabled", field::boolean}, {"value_allowed_null", field::boolean}};

struct reader {
    const json_document& file;
    const metadata_request& asked;
    api& into;
    report& said;
    home of = {};
    const json_node* objects = nullptr;
    std::map<std::string_view, const json_node*> index = {};
    std::set<std::string_view> tops = {}; ///< objects that are all of a request or an answer

    bool read() {
        const auto* actions = file.root.find("actions");
        objects = file.root.find("objects");
        const auto* facts = file.root.find("metadata");
        if (!actions || !actions->is(json_node::kind::object) || !objects || !objects->is(json_node::kind::object)) {
            said.unexpected(file.at(file.root), "a file without actions and objects", "an api.json", "");
            return false;
        }
        of.provider = "tencent";
        if (asked.service)
            of.service = *asked.service;
        else if (facts && !facts->text_at("serviceShortName").empty())
            of.service = facts->text_at("serviceShortName");
        else
            said.unexpected(file.at(facts ? *facts : file.root), "no serviceShortName", "the name of the service",
                            "give it with --service");
        if (facts && !facts->text_at("apiVersion").empty())
            of.version = facts->text_at("apiVersion");
        else
            said.unexpected(file.at(facts ? *facts : file.root), "no apiVersion", "a date such as 2018-07-17");
        if (!of.service || !of.version)
            return false;
        for (const auto& each : objects->children)
            index.emplace(each.key, &each);
        if (!asked.host)
            said.note(file.at(file.root), "the metadata of " + *of.service + " tell no host: taken to be " +
                                              *of.service + ".tencentcloudapi.com");
        for (const auto& each : actions->children)
            if (asked.wants(each.key))
                read_operation(each);
        const auto wanted = wanted_structures();
        std::size_t done = 0;
        for (const auto* each : wanted) {
            if (asked.progress)
                asked.progress(done++, wanted.size());
            into.structures.push_back({of, read_structure(*each)});
        }
        return true;
    }

    /// The objects that are no whole request or answer, in their order: those that the operations asked for lead to.
    std::vector<const json_node*> wanted_structures() const {
        std::set<std::string_view> reached = tops;
        std::vector<std::string_view> open(tops.begin(), tops.end());
        while (!open.empty()) {
            const auto* members = index.at(open.back())->find("members");
            open.pop_back();
            if (members)
                for (const auto& each : members->children)
                    if (const auto found = index.find(each.text_at("member"));
                        found != index.end() && reached.insert(found->first).second)
                        open.push_back(found->first);
        }
        std::vector<const json_node*> wanted;
        for (const auto& each : objects->children)
            if (!tops.contains(each.key) && (asked.operations.empty() || reached.contains(each.key)))
                wanted.push_back(&each);
        return wanted;
    }

    void read_operation(const json_node& action) {
        tell_misfits(file, action, action_fields, said);
        operation next;
        next.name = action.key;
        next.of = of;
        next.where = file.at(action);
        next.description = opening_of_prose(action.text_at("document"));
        if (next.description.empty())
            next.description = prose_of(action.text_at("name"));
        next.host = asked.host.value_or(*of.service + ".tencentcloudapi.com");
        if (action.text_at("status") == "deprecated")
            next.remarks.push_back("Disused.");
        next.request = read_side(action, "input", direction::sent);
        next.response = read_side(action, "output", direction::received);
        into.operations.push_back(std::move(next));
    }

    std::vector<member> read_side(const json_node& action, std::string_view key, direction where) {
        const auto* name = action.find(key);
        const auto found = name ? index.find(name->text) : index.end();
        if (found == index.end()) {
            said.unexpected(file.at(name ? *name : action),
                            name ? "an object " + codegen::quoted(name->text) + " that is not there"
                                 : "no " + std::string(key),
                            "the name of one of the objects");
            return {};
        }
        tops.insert(found->second->key);
        auto members = read_members(*found->second, where);
        if (where == direction::received)
            for (const auto& each : members)
                if (each.name == "Error" && each.type.kind == type_kind::structure)
                    said.note(each.where, action.key + " answers with a member Error, which also tells of failures");
        return members;
    }

    structure read_structure(const json_node& object) {
        const auto usage = object.text_at("usage");
        const auto where = usage == "in" ? direction::sent : usage == "out" ? direction::received : direction::both;
        tell_misfits(file, object, object_fields, said);
        structure next;
        next.name = object.key;
        next.description = opening_of_prose(object.text_at("document"));
        next.where = file.at(object);
        next.members = read_members(object, where);
        return next;
    }

    std::vector<member> read_members(const json_node& object, direction where) {
        std::vector<member> members;
        const auto* list = object.find("members");
        if (!list || !list->is(json_node::kind::list)) {
            said.unexpected(file.at(object), codegen::quoted(object.key) + " without members", "a list of members");
            return members;
        }
        for (const auto& each : list->children) {
            auto next = read_member(each, where);
            if (!next)
                continue;
            const auto twin = std::ranges::find(members, next->name, &member::name);
            if (twin == members.end())
                members.push_back(std::move(*next));
            else
                said.note(next->where, codegen::quoted(object.key + '.' + next->name) +
                                           " is there twice: took the first, of line " +
                                           std::to_string(twin->where.at.line));
        }
        return members;
    }

    std::optional<member> read_member(const json_node& from, direction where) {
        tell_misfits(file, from, member_fields, said);
        member next;
        next.name = from.text_at("name");
        next.where = file.at(from);
        if (next.name.empty()) {
            said.unexpected(next.where, "a member without a name", "its name");
            return std::nullopt;
        }
        auto found = read_type(from);
        if (!found)
            return std::nullopt;
        next.type = std::move(*found);
        // What the flag says of an answer is not to be relied on.
        next.required = where != direction::received && from.is_true("required");
        next.example = from.text_at("example");
        const auto document = from.text_at("document");
        next.description = opening_of_prose(document);
        // Answers are never refused, so rules of theirs would only cost compile time.
        next.description_has_rules = true;
        if (where != direction::received)
            take_document(next, document, asked, said);
        if (from.is_true("disabled") && !find<deprecated_rule>(next.rules)) {
            next.rules.push_back({deprecated_rule{}});
            next.description = next.description.empty() ? "Disused." : "Disused. " + next.description;
        }
        if (from.is_true("value_allowed_null") && !find<nullable_rule>(next.rules))
            next.rules.push_back({nullable_rule{}});
        return next;
    }

    std::optional<type> read_type(const json_node& from) {
        const auto outer = from.text_at("type");
        const auto inner = from.text_at("member");
        type found;
        found.lists = outer == "list";
        if (const auto kind = scalars.find(inner); kind && outer != "object") {
            found.kind = *kind;
        } else if (!inner.empty() && (outer == "list" || outer == "object") && index.contains(inner)) {
            found.kind = type_kind::structure;
            found.structure = inner;
        } else if (const auto plain = scalars.find(outer); plain && inner.empty()) {
            found.kind = *plain;
        } else {
            said.unexpected(file.at(from),
                            "a member " + codegen::quoted(from.text_at("name")) + " of type " + codegen::quoted(outer) +
                                " of " + codegen::quoted(inner),
                            "a scalar, a list, or the name of one of the objects");
            return std::nullopt;
        }
        found.words = std::string(found.lists ? "Array of " : "") + std::string(inner.empty() ? outer : inner);
        return found;
    }
};

void read_examples(const fs::path& file, const home& of, const metadata_request& asked, api& into, report& said) {
    report unheard;
    const auto found = load_json(file, unheard);
    const auto* actions = found ? found->root.find("actions") : nullptr;
    if (!actions) {
        const auto why = unheard.said().empty() ? "there is no \"actions\"" : unheard.said().front().message;
        const auto where =
            unheard.said().empty() ? location{file.generic_string(), {1, 1}} : unheard.said().front().where;
        said.note(where, "the examples cannot be read and are left out: " + why);
        return;
    }
    for (const auto& action : actions->children) {
        const auto owner = std::ranges::find_if(
            into.operations, [&](const operation& each) { return each.of == of && each.name == action.key; });
        if (owner == into.operations.end()) {
            if (asked.operations.empty())
                said.note(found->at(action), "examples of an operation " + action.key + " that is not there");
            continue;
        }
        for (const auto& each : action.children) {
            example next;
            next.title = prose_of(each.text_at("title"));
            next.input = sent_in(each.text_at("input"));
            next.output = answer_in(each.text_at("output"));
            next.output_at = each.at;
            if (!next.input)
                said.note(found->at(each), "the input of an example of " + action.key + " is not whole JSON: left out");
            if (!next.output)
                said.note(found->at(each),
                          "the output of an example of " + action.key + " is not whole JSON: left out");
            owner->examples.push_back(std::move(next));
        }
    }
}

void read(const fs::path& there, const metadata_request& asked, api& into, report& said) {
    const auto file = api_file(there);
    const auto found = load_json(file, said);
    if (!found)
        return;
    reader reading{*found, asked, into, said};
    if (!reading.read())
        return;
    const auto examples = file.parent_path() / "examples.json";
    if (fs::exists(examples))
        read_examples(examples, reading.of, asked, into, said);
}

} // namespace

const metadata_format tencent_api_json{"Tencent api.json", recognise, read};

} // namespace bindery::codegen
