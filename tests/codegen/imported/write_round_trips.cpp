// Writes what round_trip.cpp goes through: the examples of some metadata as one JSON file, and C++ that takes them to
// the structures of their operations.
//
//     write_round_trips METADATA FOLDER

#include "metadata/metadata.hpp"
#include "naming/naming.hpp"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <fstream>
#include <iostream>

using namespace bindery::codegen;

namespace {

constexpr std::size_t operations_in_a_file = 32;

std::string opening(const home& of) {
    return "#include \"round_trip.hpp\"\n\nnamespace " + version_namespace(*of.version) +
           " = bindery::api::" + outer_identifier(*of.provider) + "::" + outer_identifier(*of.service) +
           "::" + version_namespace(*of.version) + ";\n";
}

} // namespace

int main(int argc, char** argv) {
    if (argc != 3)
        return 64;
    report said;
    const auto model = read_metadata(argv[1], {}, said);
    if (said.failed() || model.operations.empty())
        return 2;
    const std::filesystem::path folder = argv[2];
    std::filesystem::create_directories(folder);

    boost::json::array examples;
    std::string includes;
    std::string table;
    std::size_t count = 0;
    std::size_t files = 0;
    const auto flush = [&] {
        if (count == 0)
            return;
        const auto number = std::to_string(files++);
        std::ofstream(folder / ("part_" + number + ".cpp"), std::ios::binary)
            << includes << opening(model.operations.front().of)
            << "\nnamespace {\n\nconst round_trip::registered all[] = {\n"
            << table << "};\n\n} // namespace\n";
        includes.clear();
        table.clear();
        count = 0;
    };
    for (const auto& each : model.operations) {
        if (each.examples.empty())
            continue;
        const auto name = outer_identifier(each.name);
        includes += "#include <bindery/api/" + folder_of(each.of) + '/' + name + ".hpp>\n";
        table +=
            "    round_trip::of<" + version_namespace(*each.of.version) + "::" + name + ">(\"" + each.name + "\"),\n";
        std::int64_t index = 0;
        for (const auto& shown : each.examples) {
            boost::json::object one{{"operation", each.name}, {"index", index++}};
            one["input"] = shown.input ? boost::json::value(*shown.input) : boost::json::value(nullptr);
            one["output"] = shown.output ? boost::json::value(*shown.output) : boost::json::value(nullptr);
            examples.push_back(std::move(one));
        }
        if (++count == operations_in_a_file)
            flush();
    }
    flush();
    std::ofstream(folder / "examples.json", std::ios::binary) << boost::json::serialize(examples);
    std::cout << examples.size() << " examples\n";
}
