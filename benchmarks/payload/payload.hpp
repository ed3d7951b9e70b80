#ifndef BINDERY_BENCHMARKS_PAYLOAD_PAYLOAD_HPP
#define BINDERY_BENCHMARKS_PAYLOAD_PAYLOAD_HPP

// What every contender is given.

#include "plain.hpp"

#include <bindery/api/alibaba/live/v20161101/StartEdgeTranscodeJob.hpp>
#include <bindery/api/tencent/tiw/v20190919/DescribeVideoGenerationTask.hpp>
#include <bindery/api/tencent/vod/v20180717/ExecuteFunction.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace bench {

namespace live = bindery::api::alibaba::live::v20161101;
namespace tiw = bindery::api::tencent::tiw::v20190919;
namespace vod = bindery::api::tencent::vod::v20180717;

/// The request: 339 bytes as JSON, 200 of them SessionContext.
vod::ExecuteFunction request();
plain::execute_function plain_request();

/// A request whose text is written in Chinese and with characters that JSON escapes.
vod::ExecuteFunction request_beyond_ascii();

live::StartEdgeTranscodeJob edge_job();

/// The page's example of an answer, compact, with as many videos.
std::string answer(std::size_t videos = 1);
inline constexpr std::size_t many_videos = 2'000;

/// An answer of about `size` bytes.
std::string answer_of_size(std::uint64_t size);
tiw::DescribeVideoGenerationTask::Output output_of_size(std::uint64_t size);

/// Everything that was read, as one text, for comparing.
std::string text_of(const plain::task& task);
std::string text_of(const tiw::DescribeVideoGenerationTask::Output& task);

/// An HTTP request with its fields sorted and in lower case, for comparing.
std::string text_of_request(std::string_view http);

// Who signs, and when.
inline constexpr std::string_view secret_id = "AKIDEXAMPLEexampleEXAMPLEexample1234";
inline constexpr std::string_view secret_key = "exampleKEYexampleKEYexampleKEY12";
inline constexpr std::int64_t seconds = 1'700'000'000;
inline constexpr std::string_view timestamp = "1700000000";
inline constexpr std::string_view date = "2023-11-14";
inline constexpr std::string_view date_and_time = "2023-11-14T22:13:20Z";
inline constexpr std::string_view nonce = "5b2c1d3e4f60718293a4b5c6d7e8f901";

} // namespace bench

#endif
