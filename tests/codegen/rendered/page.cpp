#include "rendered/page.hpp"

#include <algorithm>

namespace bindery::codegen::rendered {
namespace {

constexpr std::size_t most_rows = 24;
constexpr std::size_t most_structures = 4;
constexpr std::size_t most_bytes = 400; // of a description
constexpr int most_levels = 3;

std::string words_of(const type& of, nesting how) {
    static const std::map<type_kind, std::string> scalars = {
        {type_kind::text, "String"},  {type_kind::integer, "Integer"}, {type_kind::unsigned_integer, "Integer"},
        {type_kind::number, "Float"}, {type_kind::boolean, "Boolean"}, {type_kind::timestamp, "String"},
    };
    std::string words;
    for (int i = 0; i < of.lists; ++i)
        words += "Array of ";
    if (of.kind != type_kind::structure)
        return words + scalars.at(of.kind);
    return words + (how == nesting::tables && !of.structure.empty() ? of.structure : "Object");
}

/// The words of a description, whatever markup they stand in.
std::string description_of(const member& from) {
    std::string text;
    bool tag = false;
    bool link = false;
    for (const char c : from.document.empty() ? from.description : from.document) {
        tag = tag ? c != '>' : c == '<';
        link = link ? c != ')' : c == '(' && text.ends_with(']');
        const bool blank = tag || link || c == '\n' || c == '>' || c == '*' || c == '`' || c == '|' || c == '\\';
        if (blank ? !text.empty() && text.back() != ' ' : c != ' ' || !text.ends_with(' '))
            text += blank ? ' ' : c;
    }
    std::erase_if(text, [](char c) { return c == '[' || c == ']'; });
    for (const std::string entity : {"&quot;", "&amp;", "&lt;", "&gt;", "&nbsp;", "&#39;"})
        for (auto at = text.find(entity); at != std::string::npos; at = text.find(entity))
            text.replace(at, entity.size(), " ");
    if (text.size() > most_bytes)
        text = text.substr(0, text.find(' ', most_bytes)) + " ...";
    return text;
}

class page_maker {
public:
    page_maker(const api& from, const operation& of, const vocabulary& words, nesting how)
        : from_(from), of_(of), words_(words), how_(how) {}

    page make() {
        made_.title = of_.name;
        made_.text = "This operation does what its name says.";
        auto input = table_of(true);
        member action;
        action.name = "Action";
        action.required = true;
        action.description = "The operation that you want to perform. Set the value to " + of_.name + ".";
        add_row(action, "in/", 0, input);
        add_rows(of_.request, "in/", 0, input);
        add_chapter(words_.headings[0], 2, input);
        auto output = table_of(false);
        add_rows(of_.response, "out/", 0, output);
        add_chapter(words_.headings[1], 2, output);
        add_errors();
        for (std::size_t i = 0; i < structures_.size(); ++i) {
            auto inner = table_of(true);
            const auto name = structures_[i];
            add_rows(from_.find(of_.of, name)->members, "of/" + name + '.', 0, inner);
            add_chapter(name, 2, inner);
        }
        made_.structures.insert(structures_.begin(), structures_.end());
        return std::move(made_);
    }

private:
    table table_of(bool input) const {
        table made{words_.input, {}};
        if (!input)
            std::erase_if(made.heads,
                          [](const head& each) { return each.what == part::required || each.what == part::position; });
        return made;
    }

    void add_rows(const std::vector<member>& members, const std::string& before, int depth, table& to) {
        for (const auto& each : members) {
            if (to.rows.size() >= most_rows)
                return;
            add_row(each, before, depth, to);
            const auto* inner =
                each.type.kind == type_kind::structure ? from_.find(of_.of, each.type.structure) : nullptr;
            if (!inner || inner->members.empty())
                continue;
            if (how_ == nesting::outline && depth + 1 < most_levels && to.rows.size() + 1 < most_rows)
                add_rows(inner->members, before + each.name + '.', depth + 1, to);
            else if (how_ == nesting::tables && structures_.size() < most_structures &&
                     std::ranges::count(structures_, inner->name) == 0)
                structures_.push_back(inner->name);
        }
    }

    void add_row(const member& from, const std::string& before, int depth, table& to) {
        const auto key = before + from.name;
        if (made_.wanted.contains(key))
            return;
        told row_of{from.type.kind, from.type.lists, words_of(from.type, how_), {}, description_of(from)};
        if (row_of.kind == type_kind::unsigned_integer)
            row_of.kind = type_kind::integer;
        row made{{}, key};
        for (const auto& each : to.heads) {
            std::string said;
            if (each.what == part::name)
                said = from.name;
            else if (each.what == part::type)
                said = row_of.words;
            else if (each.what == part::required)
                said = (row_of.required = from.required.value_or(false)).value() ? words_.yes : words_.no;
            else if (each.what == part::example)
                said = from.type.kind == type_kind::integer ? "10" : "abc-1";
            else if (each.what == part::position)
                said = from.where_sent == position::body ? "Body" : "Query";
            else
                said = row_of.description;
            if (each.what == part::position)
                row_of.where_sent = said == "Body" ? position::body : position::query;
            made.cells.push_back({{{piece::text, said}}, each.what == part::name ? depth : 0});
        }
        made_.wanted[key] = row_of;
        to.rows.push_back(std::move(made));
    }

    void add_errors() {
        table made{words_.errors, {}};
        for (const std::string code : {"InternalError", "FailedOperation.Busy", "InvalidParameterValue.Name"}) {
            row one{{}, "error/" + code};
            for (const auto& each : made.heads)
                one.cells.push_back({{{piece::text, each.what == part::code   ? code
                                                    : each.what == part::http ? "400"
                                                                              : "The call failed, try again."}}});
            made_.wanted[one.key] = {{}, 0, {}, {}, "The call failed, try again."};
            made.rows.push_back(std::move(one));
        }
        add_chapter(words_.headings[2], 2, made);
    }

    void add_chapter(const std::string& heading, int level, const table& rows) {
        made_.chapters.push_back({heading, level, {}, rows, {}});
    }

    const api& from_;
    const operation& of_;
    const vocabulary& words_;
    nesting how_;
    page made_;
    std::vector<std::string> structures_;
};

} // namespace

std::size_t table::index(part what) const {
    return static_cast<std::size_t>(std::ranges::find(heads, what, &head::what) - heads.begin());
}

const std::vector<vocabulary>& vocabularies() {
    static const auto heads = [](const std::string& words, const std::string& parts) {
        std::vector<head> all;
        std::size_t at = 0;
        for (const char each : parts) {
            const auto end = words.find('|', at);
            all.push_back({part(std::string("ntrepdch").find(each)), words.substr(at, end - at)});
            at = end + 1;
        }
        return all;
    };
    // Alibaba has one of each language, with more columns or fewer.
    const auto with_columns = [](vocabulary of, const char* name, const char* words, const char* parts) {
        of.name = name;
        of.input = heads(words, parts);
        return of;
    };
    static const vocabulary english{{},
                                    {},
                                    heads("HTTP status code|Error code|Error message", "hcd"),
                                    {"Request parameters", "Response parameters", "Error codes"},
                                    "Yes",
                                    "No"};
    static const vocabulary chinese{
        {}, {}, heads("HttpCode|错误码|错误信息", "hcd"), {"请求参数", "返回数据", "错误码"}, "是", "否"};
    static const std::vector<vocabulary> all = {
        {"T-en",
         heads("Parameter Name|Required|Type|Description", "nrtd"),
         heads("Error Code|Description", "cd"),
         {"2. Input Parameters", "3. Output Parameters", "4. Error Codes"},
         "Yes",
         "No"},
        {"T-cn",
         heads("参数名称|必选|类型|描述", "nrtd"),
         heads("错误码|描述", "cd"),
         {"2. 输入参数", "3. 输出参数", "4. 错误码"},
         "是",
         "否"},
        with_columns(english, "A-en-4", "Parameter|Type|Required|Description", "ntrd"),
        with_columns(chinese, "A-cn-4", "名称|类型|是否必选|描述", "ntrd"),
        with_columns(english, "A-en-5", "Parameter|Type|Required|Example|Description", "ntred"),
        with_columns(chinese, "A-cn-5", "名称|类型|是否必选|示例值|描述", "ntred"),
        with_columns(english, "A-en-6", "Parameter|Type|Position|Required|Example|Description", "ntpred"),
        with_columns(chinese, "A-cn-6", "名称|类型|位置|是否必选|示例值|描述", "ntpred"),
    };
    return all;
}

page make_page(const api& from, const operation& of, const vocabulary& words, nesting how) {
    return page_maker(from, of, words, how).make();
}

} // namespace bindery::codegen::rendered
