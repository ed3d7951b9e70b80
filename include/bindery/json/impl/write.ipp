#ifndef BINDERY_JSON_IMPL_WRITE_IPP
#define BINDERY_JSON_IMPL_WRITE_IPP

#include <bindery/json/impl/escape_scan.hpp>
#include <bindery/json/write.hpp>
#include <bindery/reflect/names.hpp>

#include <charconv>
#include <cmath>

namespace bindery::json {

namespace detail {

/// Writes at a pointer of its own; the buffer learns the end when the writer goes. Every value is written together with
/// what stands before it, a key or a comma, so that room is made once for both.
class writer {
public:
    explicit writer(buffer& out) : out_(out), at_(out.room(0)), end_(at_ + out.space()) {}
    writer(const writer&) = delete;
    ~writer() { out_.commit(at_); }

    void structure(std::string_view before, const reflect::structure& type, const void* object) {
        reserve(before.size() + 1);
        copy_block_wise(before);
        *at_++ = '{';
        std::size_t no_comma = 1;
        for (const reflect::member& member : type.members) {
            const void* value = member.how->value(type.at(member, object));
            if (value == nullptr)
                continue;
            this->value(member.key().substr(no_comma), *member.how->shape, value);
            no_comma = 0;
        }
        end('}');
    }

    void text(std::string_view before, std::string_view value) {
        reserve(before.size() + value.size() + 2);
        copy_block_wise(before);
        *at_++ = '"';
        for (;;) {
            const std::size_t plain = copy_plain(value.data(), value.size(), at_);
            at_ += plain;
            if (plain == value.size()) [[likely]]
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
    static constexpr std::size_t block = reflect::detail::name_block;

    /// For `size` bytes, and for a block that begins within them.
    void reserve(std::size_t size) {
        if (static_cast<std::size_t>(end_ - at_) < size + block) [[unlikely]]
            grow(size + block);
    }
    [[gnu::noinline]] void grow(std::size_t size) {
        out_.commit(at_);
        at_ = out_.room(size);
        end_ = at_ + out_.space();
    }

    /// Whole blocks, of which there is one behind every key: no size to decide on, no call of memcpy.
    void copy_block_wise(std::string_view before) noexcept {
        for (std::size_t i = 0; i < before.size(); i += block)
            std::memcpy(at_ + i, before.data() + i, block);
        at_ += before.size();
    }
    template <std::size_t Size>
    void copy(const char (&constant)[Size]) noexcept {
        std::memcpy(at_, constant, Size - 1);
        at_ += Size - 1;
    }
    void end(char bracket) {
        reserve(1);
        *at_++ = bracket;
    }

    void value(std::string_view before, const reflect::shape& type, const void* value) {
        switch (type.kind) {
        case reflect::kind::text:
            return text(before, static_cast<const basic_text*>(value)->view());
        case reflect::kind::integer:
            return number(before, *static_cast<const std::int64_t*>(value));
        case reflect::kind::unsigned_integer:
            return number(before, *static_cast<const std::uint64_t*>(value));
        case reflect::kind::number:
            if (!std::isfinite(*static_cast<const double*>(value)))
                return null(before); // JSON has no other word for it
            return number(before, *static_cast<const double*>(value));
        case reflect::kind::boolean:
            reserve(before.size() + sizeof "false");
            copy_block_wise(before);
            return *static_cast<const bool*>(value) ? copy("true") : copy("false");
        case reflect::kind::structure:
            return structure(before, *type.structure, value);
        case reflect::kind::list:
            return list(before, *type.list, value);
        }
    }

    void null(std::string_view before) {
        reserve(before.size() + sizeof "null");
        copy_block_wise(before);
        copy("null");
    }

    template <class Number>
    void number(std::string_view before, Number value) {
        reserve(before.size() + longest_number);
        copy_block_wise(before);
        at_ = std::to_chars(at_, at_ + longest_number, value).ptr;
    }

    void list(std::string_view before, const reflect::list_access& access, const void* value) {
        static constexpr char comma[block] = {','};
        reserve(before.size() + 1);
        copy_block_wise(before);
        *at_++ = '[';
        const auto* at = static_cast<const std::byte*>(access.data(value));
        for (std::size_t i = 0, size = access.size(value); i != size; ++i, at += access.stride) {
            const std::string_view between(comma, i == 0 ? 0 : 1);
            if (const void* element = access.element.value(at); element != nullptr)
                this->value(between, *access.element.shape, element);
            else
                null(between);
        }
        end(']');
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
    detail::writer(out).text({}, text);
}

BINDERY_DECL void write(buffer& out, const reflect::structure& structure, const void* value) {
    detail::writer(out).structure({}, structure, value);
}

} // namespace bindery::json

#endif
