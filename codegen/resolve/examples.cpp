#include "resolve/stages.hpp"

#include "metadata/http_example.hpp"
#include "text/scan.hpp"

#include <boost/json/parse.hpp>

#include <algorithm>
#include <string>

namespace bindery::codegen {
namespace {

/// "Example1 Stopping a task" and "Example: stopping a task" are both titled "Stopping a task".
std::string title_of(std::string_view heading_text) {
    constexpr std::string_view word = "Example";
    if (!heading_text.starts_with(word))
        return {};
    heading_text = trimmed(heading_text.substr(word.size()));
    const auto digits = std::min(heading_text.find_first_not_of("0123456789"), heading_text.size());
    heading_text = trimmed(heading_text.substr(digits));
    if (heading_text.starts_with(':') || heading_text.starts_with('.'))
        heading_text = trimmed(heading_text.substr(1));
    return std::string(heading_text);
}

/// Without the envelope that some services put around every answer: alone, or beside what all answers tell.
boost::json::object unwrapped(boost::json::object whole) {
    const std::string_view envelope = whole.contains("ResponseMetadata") ? "Result" : "Response";
    if (auto* inner = whole.if_contains(envelope);
        inner && inner->is_object() && whole.size() == (envelope == "Result" ? 2U : 1U))
        return boost::json::object(inner->get_object());
    return whole;
}

std::optional<boost::json::object> read_json(const page& from, const sample& here, report& said) {
    boost::system::error_code failure;
    auto whole = boost::json::parse(here.text, failure);
    if (failure || !whole.is_object()) {
        said.note(from.at(here.at), "this example is not well-formed JSON and is left out (" + failure.message() + ")");
        return std::nullopt;
    }
    return unwrapped(std::move(whole.as_object()));
}

} // namespace

std::vector<example> resolve_examples(const page& from, report& said) {
    std::vector<example> examples;
    const heading* under = nullptr;
    std::string title;
    bool begun = false; // whether the heading above has its example already

    // A request after a complete example, or a second one, opens the next example.
    const auto current = [&](bool opens_another) -> example& {
        if (!begun || examples.empty() || opens_another) {
            examples.emplace_back();
            examples.back().title = title;
            begun = true;
        }
        return examples.back();
    };
    for (const auto& each : from.blocks) {
        if (const auto* here = std::get_if<heading>(&each)) {
            under = here;
            if (here->about == section::example) {
                title = title_of(here->text);
                begun = false;
            }
        }
        const auto* here = std::get_if<sample>(&each);
        if (!here)
            continue;
        const bool sent = here->sent || (under && under->about == section::example_input);
        const bool again = !examples.empty() && (sent ? examples.back().input || examples.back().output
                                                      : examples.back().output.has_value());
        if (here->kind == sample_kind::query) {
            if (here->text.starts_with("http") && here->text.find('?') == std::string::npos)
                said.note(from.at(here->at),
                          "the URL of this example is cut off: its members are those behind the cut");
            auto& into = current(again);
            into.input = query_in(here->text);
            into.input_at = here->at;
        } else if (auto object = read_json(from, *here, said)) {
            auto& into = current(again);
            (sent ? into.input : into.output) = std::move(*object);
            (sent ? into.input_at : into.output_at) = here->at;
        }
    }
    return examples;
}

} // namespace bindery::codegen
