// JSON text into structures. What has been read is written and read back the same.

#include "target.hpp"

#include <bindery/api/alibaba/live/v20161101.hpp>
#include <bindery/api/tencent/tiw/v20190919.hpp>
#include <bindery/api/tencent/vod/v20180717.hpp>
#include <bindery/json.hpp>
#include <bindery/types/utf8.hpp>
#include <bindery/validate.hpp>

#include <support/structures.hpp>

namespace {

using namespace bindery;

template <class T>
void read_and_write_back(std::string_view text, const json::read_options& options) {
    T first = reflect::blank<T>();
    if (const auto read = json::read(text, first, options); !read) {
        const error& why = read.error();
        fuzz::require(utf8::count(to_string(why)) != utf8::invalid, "what is told is UTF-8");
        fuzz::require(why.violations.size() <= options.limits.max_violations, "so much is told and no more");
        return;
    }
    (void)validate(first);
    buffer written;
    json::write(written, first);
    T second = reflect::blank<T>();
    // Null among the elements of a list leaves an empty one, which is null again where it can be.
    const auto again = json::read(written.view(), second, {.limits = {.max_depth = 64}, .values = options.values});
    fuzz::require(again.has_value(), "what was written can be read");
    buffer twice;
    json::write(twice, second);
    fuzz::require(written.view() == twice.view(), "what was written comes back the same");
}

} // namespace

BINDERY_FUZZ_TARGET(json_read) {
    const auto which = input.steer();
    const json::read_options options{.limits = {.max_memory = 1 << 20},
                                     .values = (which & 0x80) != 0 ? strictness::tolerant : strictness::strict,
                                     .refuse_unknown_members = (which & 0x40) != 0};
    switch (which & 0x07) {
    case 0:
        return read_and_write_back<structures::everything>(input.text(), options);
    case 1:
        return read_and_write_back<structures::tree>(input.text(), options);
    case 2:
        return read_and_write_back<structures::wide>(input.text(), options);
    case 3:
        return read_and_write_back<structures::needs_all>(input.text(), options);
    case 4:
        return read_and_write_back<api::tencent::tiw::v20190919::DescribeVideoGenerationTask::Output>(input.text(),
                                                                                                      options);
    case 5:
        return read_and_write_back<api::tencent::vod::v20180717::ExecuteFunction>(input.text(), options);
    default:
        return read_and_write_back<api::alibaba::live::v20161101::StartEdgeTranscodeJob>(input.text(), options);
    }
}
