#ifndef BINDERY_CODEGEN_METADATA_HTTP_EXAMPLE_HPP
#define BINDERY_CODEGEN_METADATA_HTTP_EXAMPLE_HPP

// What was sent and what came back, out of an example that shows them as text: a whole HTTP request, an address with
// its query, or the body alone.

#include <boost/json/object.hpp>

#include <optional>
#include <string_view>

namespace bindery::codegen {

/// The members of a query, with or without an address in front, each value a text. What routes the request is left out,
/// and so is what stands for the common parameters, `<Common request parameters>`.
boost::json::object query_in(std::string_view text);

/// The members that were sent; nothing when the text is broken. Of a query all values are texts, and lists are those
/// whose elements are numbered.
std::optional<boost::json::object> sent_in(std::string_view text);

/// The members that came back, without the envelope around them; nothing when the text is broken.
std::optional<boost::json::object> answer_in(std::string_view text);

} // namespace bindery::codegen

#endif
