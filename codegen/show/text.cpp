#include "emit/spelling.hpp"
#include "show/show.hpp"

#include <algorithm>

namespace bindery::codegen {
namespace {

std::string padded(std::string text, std::size_t size) {
    text.resize(std::max(size, text.size()), ' ');
    return text;
}

/// A line per member; those of structures below it, indented.
class member_lines {
public:
    member_lines(const api& all, const home& of) : all_(all), of_(of) {}

    std::string operator()(const std::vector<member>& members, std::size_t depth) {
        std::size_t names = 0;
        std::size_t types = 0;
        for (const auto& each : members) {
            names = std::max(names, each.name.size());
            types = std::max(types, each.type.words.size());
        }
        std::string text;
        for (const auto& each : members) {
            const char* must = !each.required ? " " : *each.required ? "required" : "optional";
            text += std::string(2 * depth, ' ') + padded(each.name, names + 2) + padded(each.type.words, types + 2) +
                    padded(must, 10) + (each.common ? "common  " : "") + describe(each) + '\n';
            const auto* inner = each.type.kind == type_kind::structure ? all_.find(of_, each.type.structure) : nullptr;
            if (inner && std::ranges::find(open_, inner) == open_.end()) {
                open_.push_back(inner);
                text += (*this)(inner->members, depth + 1);
                open_.pop_back();
            }
        }
        return text;
    }

private:
    const api& all_;
    const home& of_;
    std::vector<const structure*> open_;
};

} // namespace

std::string to_text(const api& all, const operation& of, const std::vector<diagnostic>& notes) {
    const std::string unknown = "not stated";
    const auto line = [](const std::string& name, const std::string& value) { return padded(name, 10) + value + '\n'; };
    member_lines members(all, of.of);

    std::string text = of.name + "\n" + (of.description.empty() ? "" : of.description + '\n') + '\n';
    text += line("service", of.of.service.value_or(unknown));
    text += line("version", of.of.version.value_or(unknown));
    text += line("host", of.host.value_or(unknown));
    text += line("rate", of.rate ? describe(*of.rate) : unknown);
    text += line("region", of.region ? describe(*of.region) : unknown);
    text += "\nRequest\n" + members(of.request, 1);
    text += "\nResponse\n" + members(of.response, 1);
    text += "\nErrors\n";
    for (const auto& each : of.errors)
        text += "  " + (each.http ? std::to_string(*each.http) + "  " : "") + each.code + "  " +
                each.message.value_or(each.description) + '\n';
    if (!notes.empty())
        text += "\nNotes\n";
    for (const auto& each : notes)
        text += "  line " + std::to_string(each.where.at.line) + ": " + each.message + '\n';
    return text;
}

} // namespace bindery::codegen
