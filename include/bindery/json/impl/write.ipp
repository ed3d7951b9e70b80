#ifndef BINDERY_JSON_IMPL_WRITE_IPP
#define BINDERY_JSON_IMPL_WRITE_IPP

#include <bindery/json/impl/escape_scan.hpp>
#include <bindery/json/write.hpp>

#include <charconv>
#include <cmath>

namespace bindery::json {

namespace detail {

/// Writes at a pointer of its own; the buffer learns the end when the writer goes.
class writer {
public:
    explicit writer(buffer& out) : out_(out), at_(out.room(0)), end_(at_ + out.space()) {}
    writer(const writer&) = delete;
    ~writer() { out_.commit(at_); }

    void structure(const reflect::structure& type, const void* object) {
        reserve(2);
        *at_++ = '{';
        bool first = true;
        for (const reflect::member& member : type.members) {
            const void* value = member.how->value(type.at(member, object));
            if (value == nullptr)
                continue;
            key(member.name, first);
            first = false;
            this->value(*member.how->shape, value);
        }
        reserve(1);
        *at_++ = '}';
    }

    void text(std::string_view value) {
        reserve(value.size() + 2);
        *at_++ = '"';
        for (;;) {
            const std::size_t plain = copy_plain(value.data(), value.size(), at_);
            at_ += plain;
            if (plain == value.size())
                break;
            reserve(value.size() - plain + longest_escape + 1);
            escape(value[plain]);
            value.remove_prefix(plain + 1);
        }
        *at_++ = '"';
    }

private:
    static constexpr std::size_t longest_escape = 6;  // \u0000
    static constexpr std::size_t longest_number = 32; // of std::to_chars, for any double

    void reserve(std::size_t size) {
        if (static_cast<std::size_t>(end_ - at_) >= size)
            return;
        out_.commit(at_);
        at_ = out_.room(size);
        end_ = at_ + out_.space();
    }
    void copy(std::string_view constant) {
        std::memcpy(at_, constant.data(), constant.size());
        at_ += constant.size();
    }

    /// `,"Name":`; names of members need no escaping.
    void key(std::string_view name, bool first) {
        reserve(name.size() + 4);
        if (!first)
            *at_++ = ',';
        *at_++ = '"';
        copy(name);
        *at_++ = '"';
        *at_++ = ':';
    }

    void value(const reflect::shape& type, const void* value) {
        switch (type.kind) {
        case reflect::kind::text:
            return text(static_cast<const basic_text*>(value)->view());
        case reflect::kind::integer:
            return number(*static_cast<const std::int64_t*>(value));
        case reflect::kind::unsigned_integer:
            return number(*static_cast<const std::uint64_t*>(value));
        case reflect::kind::number:
            return real(*static_cast<const double*>(value));
        case reflect::kind::boolean:
            return word(*static_cast<const bool*>(value) ? "true" : "false");
        case reflect::kind::structure:
            return structure(*type.structure, value);
        case reflect::kind::list:
            return list(*type.list, value);
        }
    }

    void word(std::string_view constant) {
        reserve(constant.size());
        copy(constant);
    }

    template <class Number>
    void number(Number value) {
        reserve(longest_number);
        at_ = std::to_chars(at_, at_ + longest_number, value).ptr;
    }

    void real(double value) {
        if (!std::isfinite(value))
            return word("null"); // JSON has no other word for it
        number(value);
    }

    void list(const reflect::list_access& access, const void* value) {
        reserve(1);
        *at_++ = '[';
        const auto* at = static_cast<const std::byte*>(access.data(value));
        for (std::size_t i = 0, size = access.size(value); i != size; ++i, at += access.stride) {
            if (i != 0)
                word(",");
            const void* element = access.element.value(at);
            if (element != nullptr)
                this->value(*access.element.shape, element);
            else
                word("null");
        }
        word("]");
    }

    /// There is room for the longest.
    void escape(char c) noexcept {
        constexpr char hex[] = "0123456789abcdef";
        const auto byte = static_cast<unsigned char>(c);
        *at_++ = '\\';
        switch (c) {
        case '\b':
            *at_++ = 'b';
            return;
        case '\f':
            *at_++ = 'f';
            return;
        case '\n':
            *at_++ = 'n';
            return;
        case '\r':
            *at_++ = 'r';
            return;
        case '\t':
            *at_++ = 't';
            return;
        case '"':
        case '\\':
            *at_++ = c;
            return;
        default:
            copy("u00");
            *at_++ = hex[byte >> 4];
            *at_++ = hex[byte & 15];
        }
    }

    buffer& out_;
    char* at_;
    char* end_;
};

} // namespace detail

BINDERY_DECL void write_text(buffer& out, std::string_view text) {
    detail::writer(out).text(text);
}

BINDERY_DECL void write(buffer& out, const reflect::structure& structure, const void* value) {
    detail::writer(out).structure(structure, value);
}

} // namespace bindery::json

#endif
