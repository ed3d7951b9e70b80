// A vendor's metadata through all stages of the generator.

#include "target.hpp"

#include "emit/emit.hpp"
#include "metadata/metadata.hpp"
#include "resolve/resolve.hpp"
#include "show/show.hpp"

#include <filesystem>
#include <fstream>

#include <unistd.h>

namespace gen = bindery::codegen;

BINDERY_FUZZ_TARGET(metadata) {
    // Readers of metadata take a place, since a service may be many files.
    static const auto place =
        std::filesystem::temp_directory_path() / ("bindery-fuzz-" + std::to_string(getpid()) + ".json");
    std::ofstream(place, std::ios::binary) << input.text();
    gen::report said;
    gen::api model = gen::read_metadata(place, {}, said);
    std::filesystem::remove(place);
    for (const auto& each : model.operations)
        (void)gen::pretty(gen::to_json(model, each, said.said()));
    if (!said.failed())
        gen::require_complete(model, said);
    if (said.failed())
        return;
    for (const auto& each : gen::emit(
             model, [](const std::string&) { return std::string("metadata.json"); }, gen::structure_layout::apart))
        fuzz::require(each.path.find("..") == std::string::npos && !each.path.starts_with('/'),
                      "headers stay below their folder");
}
