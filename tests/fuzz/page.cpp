// A page through all stages of the generator.

#include "target.hpp"

#include "emit/emit.hpp"
#include "lint/lint.hpp"
#include "read/read.hpp"
#include "resolve/resolve.hpp"
#include "show/show.hpp"

namespace gen = bindery::codegen;

BINDERY_FUZZ_TARGET(page) {
    gen::report said;
    const auto text = gen::make_source("page.md", input.text(), said);
    if (!text)
        return;
    const gen::api model = gen::resolve({gen::read(*text, said)}, said);
    for (const auto& each : model.operations) {
        const auto shown = gen::to_json(model, each, said.said());
        (void)gen::to_text(shown);
        (void)gen::pretty(shown);
    }
    (void)gen::lint_model(model);
    for (const auto& each : said.said())
        fuzz::require(each.where.at.line >= 1 && each.where.at.column >= 1, "what is said has a place");
    if (!said.failed())
        gen::require_complete(model, said);
    if (said.failed())
        return;
    for (const auto& each : gen::emit(model, [](const std::string& path) { return path; })) {
        fuzz::require(each.path.find("..") == std::string::npos && !each.path.starts_with('/'),
                      "headers stay below their folder");
        for (const char c : each.text)
            fuzz::require(c == '\n' || static_cast<unsigned char>(c) >= 0x20, "a header has no control characters");
    }
}
