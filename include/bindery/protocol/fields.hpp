#ifndef BINDERY_PROTOCOL_FIELDS_HPP
#define BINDERY_PROTOCOL_FIELDS_HPP

#include <bindery/detail/buffer.hpp>
#include <bindery/signing/canonical.hpp>
#include <bindery/signing/request.hpp>

#include <span>
#include <string_view>
#include <vector>

namespace bindery::protocol {

/// The header fields of a message, in order. Names compare without regard to case; no name or value that could end its
/// line is ever held. Cleared and reused, it keeps its memory.
///
/// The text is kept as it travels, all fields in one piece: adding a field copies twice into one place, copying them
/// all or serializing them is one copy, and the signing schemes take the views as they are.
class fields {
public:
    using field = signing::field; ///< name and value, valid until the fields are changed

    fields() noexcept = default;
    fields(const fields& other) { *this = other; }
    fields(fields&&) noexcept = default;
    fields& operator=(const fields& other) {
        if (this != &other) {
            text_.clear();
            text_.append(other.text_);
            fields_ = other.fields_;
            point_into_text();
        }
        return *this;
    }
    fields& operator=(fields&&) noexcept = default;

    void clear() noexcept {
        text_.clear();
        fields_.clear();
    }

    /// Adds a field; false, and nothing added, when the name is not a token or the value holds CR, LF or NUL. Neither
    /// may be a view of these fields themselves.
    [[nodiscard]] bool add(std::string_view name, std::string_view value) {
        if (!signing::is_header_name(name) || !signing::is_header_value(value))
            return false;
        const char* const before = text_.data();
        char* const name_at = text_.room(name.size() + value.size() + 4);
        if (text_.data() != before)
            point_into_text();
        char* const value_at = put(put(name_at, name), ": ");
        char* const end = put(put(value_at, value), "\r\n");
        fields_.push_back({{name_at, name.size()}, {value_at, value.size()}});
        text_.commit(end);
        return true;
    }

    /// The value of the first field of that name, or null.
    const std::string_view* find(std::string_view name) const noexcept {
        for (const field& each : fields_)
            if (signing::equal_ignoring_case(each.name, name))
                return &each.value;
        return nullptr;
    }
    /// Its value, empty when there is none.
    std::string_view operator[](std::string_view name) const noexcept {
        const std::string_view* value = find(name);
        return value != nullptr ? *value : std::string_view();
    }

    const field* begin() const noexcept { return fields_.data(); }
    const field* end() const noexcept { return fields_.data() + fields_.size(); }
    std::size_t size() const noexcept { return fields_.size(); }
    /// Bytes allocated.
    std::size_t capacity() const noexcept { return text_.capacity() + fields_.capacity() * sizeof(field); }

    /// As the signing schemes take them.
    std::span<const signing::field> views() const noexcept { return fields_; }
    /// As they travel: a line for each, with its CRLF.
    std::string_view lines() const noexcept { return text_; }

private:
    static char* put(char* to, std::string_view text) noexcept { return to + text.copy(to, text.size()); }

    void point_into_text() noexcept {
        const char* at = text_.data();
        for (field& each : fields_) {
            each.name = {at, each.name.size()};
            at += each.name.size() + 2;
            each.value = {at, each.value.size()};
            at += each.value.size() + 2;
        }
    }

    buffer text_;
    std::vector<field> fields_;
};

} // namespace bindery::protocol

#endif
