// A page through all stages of the generator.

#include "target.hpp"

#include "emit/emit.hpp"
#include "lint/lint.hpp"
#include "read/read.hpp"
#include "resolve/resolve.hpp"
#include "show/show.hpp"

using namespace bindery::codegen;

BINDERY_FUZZ_TARGET(page) {
    report said;
    const auto text = make_source("page.md", input.text(), said);
    if (!text)
        return;
    api model = resolve({read(*text, said)}, said);
    for (const auto& each : model.operations) {
        (void)to_text(model, each, said.said());
        (void)pretty(to_json(model, each, said.said()));
    }
    (void)lint_model(model);
    for (const auto& each : said.said())
        fuzz::require(each.where.at.line >= 1 && each.where.at.column >= 1, "what is said has a place");
    if (!said.failed())
        require_complete(model, said);
    if (said.failed())
        return;
    for (const auto& each : emit(model, [](const std::string& path) { return path; })) {
        fuzz::require(each.path.find("..") == std::string::npos && !each.path.starts_with('/'),
                      "headers stay below their folder");
        for (const char c : each.text)
            fuzz::require(c == '\n' || static_cast<unsigned char>(c) >= 0x20, "a header has no control characters");
    }
}
