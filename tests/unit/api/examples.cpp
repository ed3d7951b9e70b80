// The examples of the pages, as specs/ carries them: each input in its query form, each output as JSON.

#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/mps/v20190612.hpp>
#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/json.hpp>
#include <bindery/provider/all.hpp>
#include <bindery/query.hpp>
#include <bindery/validate.hpp>

#include <support/exchange.hpp>
#include <support/result.hpp>

#include <boost/json/parse.hpp>
#include <boost/json/value.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

using namespace bindery;
namespace live = api::alibaba::live::v20161101;
namespace mps = api::tencent::mps::v20190612;
namespace tiw = api::tencent::tiw::v20190919;
namespace vod = api::tencent::vod::v20180717;

namespace {

/// The fenced blocks of that language below the page's "## Example" headings.
std::vector<std::string> examples(const std::string& page, std::string_view language) {
    std::ifstream file(BINDERY_TESTS_DIR "/../specs/" + page);
    REQUIRE_MESSAGE(file, "there is no page specs/", page);
    std::vector<std::string> found;
    bool in_example = false, in_block = false;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("## "))
            in_example = line.starts_with("## Example");
        if (in_block && line == "```")
            in_block = false;
        else if (in_block)
            found.back() += line + '\n';
        else if (in_example && line == "```" + std::string(language)) {
            in_block = true;
            found.emplace_back();
        }
    }
    return found;
}

boost::json::value parsed(std::string_view text) {
    return boost::json::parse(boost::json::string_view(text.data(), text.size()));
}

/// `text` holds an input as parameters: it is valid, and comes back from the structure as a query, as JSON and through
/// the provider's own request.
template <class Op>
void check_input(const protocol::provider& cloud, std::string text, query::first_index first) {
    text.erase(std::remove(text.begin(), text.end(), '\n'), text.end());
    CAPTURE(text);
    auto parameters = query::decode(text);
    REQUIRE(parameters.has_value());
    const auto input = query::read<Op>(*parameters, {.first = first, .refuse_unknown_members = true});
    REQUIRE(input.has_value());
    CHECK(validate(*input).empty());
    CHECK(is_valid(*input));

    auto written = query::write(*input, first);
    std::sort(written.begin(), written.end());
    std::sort(parameters->begin(), parameters->end());
    CHECK(written == *parameters);

    const auto again = json::read<Op>(json::write(*input), {.refuse_unknown_members = true});
    REQUIRE(again.has_value());
    CHECK(json::write(*again) == json::write(*input));

    protocol::request request;
    REQUIRE(exchange::write(cloud, *input, {}, request).has_value());
    CHECK(exchange::verifying()(cloud, request) == signing::verdict::ok);
    const auto address = exchange::gateway_of(cloud).identify(request);
    REQUIRE(address.has_value());
    CHECK(address->service == Op::about.service);
    CHECK(address->action == Op::about.action);
    CHECK(address->version == Op::about.version);
    const auto received = exchange::read_input<Op>(cloud, request);
    REQUIRE(received.has_value());
    CHECK(json::write(*received) == json::write(*input));
}

/// `text` is an answer: nothing of it is lost in the structure.
template <class Op>
void check_output(const protocol::provider& cloud, const std::string& text, const char* envelope) {
    CAPTURE(text);
    const auto output = exchange::read<typename Op::Output>(cloud, exchange::answered(text));
    REQUIRE(output.has_value());
    const boost::json::value example = parsed(text);
    CHECK(parsed(json::write(*output)) == (envelope != nullptr ? example.at(envelope) : example));
    CHECK(validate(*output).empty());

    protocol::response answer;
    auto copy = *output;
    exchange::gateway_of(cloud).write_output(reflect::structure_of<typename Op::Output>, &copy,
                                             output->RequestId->view(), answer);
    CHECK(parsed(answer.body.view()) == example);
}

template <class Op>
void check_tencent(const std::string& page) {
    const auto& cloud = provider::tencent::instance();
    const auto inputs = examples(page, "query");
    const auto outputs = examples(page, "json");
    CHECK(inputs.size() >= 1);
    CHECK(outputs.size() >= 1);
    for (const std::string& input : inputs)
        check_input<Op>(cloud, input, query::first_index::zero);
    for (const std::string& output : outputs)
        check_output<Op>(cloud, output, "Response");
}

} // namespace

TEST_CASE("examples: VOD ManageTask") {
    check_tencent<vod::ManageTask>("tencent/vod/v20180717/ManageTask.md");
}

TEST_CASE("examples: VOD ExecuteFunction") {
    check_tencent<vod::ExecuteFunction>("tencent/vod/v20180717/ExecuteFunction.md");
}

TEST_CASE("examples: MPS ExecuteFunction") {
    check_tencent<mps::ExecuteFunction>("tencent/mps/v20190612/ExecuteFunction.md");
}

TEST_CASE("examples: TIW DescribeVideoGenerationTask") {
    check_tencent<tiw::DescribeVideoGenerationTask>("tencent/tiw/v20190919/DescribeVideoGenerationTask.md");
}

TEST_CASE("examples: Live StartEdgeTranscodeJob") {
    const auto& cloud = provider::alibaba::instance();
    const auto outputs = examples("alibaba/live/v20161101/StartEdgeTranscodeJob.md", "json");
    CHECK(outputs.size() >= 1);
    for (const std::string& output : outputs)
        check_output<live::StartEdgeTranscodeJob>(cloud, output, nullptr);
    // This page gives example values of its parameters in place of a request.
    check_input<live::StartEdgeTranscodeJob>(
        cloud,
        "RegionId=cn-shanghai&ClusterId=%2A%2A%2A%2A%2A%2A3b-4d18-395c-8106-ff21a6%2A%2A%2A%2A%2A%2A"
        "&JobId=%2A%2A%2A%2A20b48fb04483915d4f2cd8ac%2A%2A%2A%2A",
        query::first_index::one);
}
