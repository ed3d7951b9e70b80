#ifndef BINDERY_PROTOCOL_MESSAGE_HPP
#define BINDERY_PROTOCOL_MESSAGE_HPP

#include <bindery/detail/buffer.hpp>
#include <bindery/signing/canonical.hpp>
#include <bindery/signing/request.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace bindery::protocol {

/// The header fields of a message, in order. Names compare without regard to case; no name or value that could end its
/// line is ever held. Cleared and reused, it keeps its memory.
class fields {
public:
    struct field {
        std::string name;
        std::string value;
    };

    void clear() noexcept { count_ = 0; }

    /// Adds a field; false, and nothing added, when the name is not a token or the value holds CR, LF or NUL.
    [[nodiscard]] bool add(std::string_view name, std::string_view value) {
        if (!signing::is_header_name(name) || !signing::is_header_value(value))
            return false;
        if (count_ == fields_.size())
            fields_.emplace_back();
        fields_[count_].name.assign(name);
        fields_[count_].value.assign(value);
        ++count_;
        return true;
    }

    /// The first field of that name, or null.
    const std::string* find(std::string_view name) const noexcept {
        for (const field& each : *this)
            if (signing::equal_ignoring_case(each.name, name))
                return &each.value;
        return nullptr;
    }
    /// Its value, empty when there is none.
    std::string_view operator[](std::string_view name) const noexcept {
        const std::string* value = find(name);
        return value != nullptr ? std::string_view(*value) : std::string_view();
    }

    const field* begin() const noexcept { return fields_.data(); }
    const field* end() const noexcept { return fields_.data() + count_; }
    std::size_t size() const noexcept { return count_; }

    /// As the signing schemes take them.
    std::span<const signing::field> views(std::vector<signing::field>& out) const {
        out.clear();
        for (const field& each : *this)
            out.push_back({each.name, each.value});
        return out;
    }

private:
    std::vector<field> fields_;
    std::size_t count_ = 0;
};

/// An HTTP request as plain values; Host is among its fields, Content-Length is not. Reused, it keeps its memory.
struct request {
    std::string method = "POST";
    std::string target = "/"; ///< path and query
    protocol::fields fields;
    buffer body;

    std::string_view path() const noexcept { return std::string_view(target).substr(0, target.find('?')); }
    std::string_view query() const noexcept {
        const std::size_t mark = target.find('?');
        return mark == target.npos ? std::string_view() : std::string_view(target).substr(mark + 1);
    }
    void clear() {
        method = "POST";
        target = "/";
        fields.clear();
        body.clear();
    }
};

/// An HTTP response as plain values.
struct response {
    int status = 200;
    protocol::fields fields;
    buffer body;

    void clear() {
        status = 200;
        fields.clear();
        body.clear();
    }
};

} // namespace bindery::protocol

#endif
