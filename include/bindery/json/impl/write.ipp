#ifndef BINDERY_JSON_IMPL_WRITE_IPP
#define BINDERY_JSON_IMPL_WRITE_IPP

#include <bindery/json/write.hpp>

#include <charconv>
#include <cmath>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace bindery::json {

namespace detail {

/// Bytes at the start of `text` that JSON takes as they are: all but control characters, the quote and the backslash.
inline std::size_t plain_prefix(const char* text, std::size_t size) noexcept {
    std::size_t i = 0;
#if defined(__SSE2__)
    // Sixteen at once; text of requests is nearly always plain, so this is most of the work of writing it.
    const __m128i quote = _mm_set1_epi8('"'), backslash = _mm_set1_epi8('\\'), last_control = _mm_set1_epi8(0x1F);
    for (; size - i >= 16; i += 16) {
        const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + i));
        const __m128i special =
            _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(bytes, quote), _mm_cmpeq_epi8(bytes, backslash)),
                         _mm_cmpeq_epi8(_mm_min_epu8(bytes, last_control), bytes));
        if (const int found = _mm_movemask_epi8(special); found != 0)
            return i + static_cast<std::size_t>(__builtin_ctz(static_cast<unsigned>(found)));
    }
#endif
    while (i != size && static_cast<unsigned char>(text[i]) >= 0x20 && text[i] != '"' && text[i] != '\\')
        ++i;
    return i;
}

inline void write_escaped(buffer& out, char c) {
    constexpr char hex[] = "0123456789abcdef";
    const auto byte = static_cast<unsigned char>(c);
    switch (c) {
    case '"':
        return out.append("\\\"");
    case '\\':
        return out.append("\\\\");
    case '\b':
        return out.append("\\b");
    case '\f':
        return out.append("\\f");
    case '\n':
        return out.append("\\n");
    case '\r':
        return out.append("\\r");
    case '\t':
        return out.append("\\t");
    default: {
        const char escape[] = {'\\', 'u', '0', '0', hex[byte >> 4], hex[byte & 15]};
        return out.append(escape, sizeof escape);
    }
    }
}

class writer {
public:
    explicit writer(buffer& out) noexcept : out_(out) {}

    void structure(const reflect::structure& type, const void* object) {
        out_.push_back('{');
        bool first = true;
        for (const reflect::member& member : type.members) {
            const void* value = member.how->value(type.at(member, object));
            if (value == nullptr)
                continue;
            key(member.name, first);
            first = false;
            this->value(*member.how->shape, value);
        }
        out_.push_back('}');
    }

private:
    /// `,"Name":` in one piece; names of members need no escaping.
    void key(std::string_view name, bool first) {
        char* at = out_.room(name.size() + 4);
        if (!first)
            *at++ = ',';
        *at++ = '"';
        std::memcpy(at, name.data(), name.size());
        at += name.size();
        *at++ = '"';
        *at++ = ':';
        out_.commit(at);
    }

    void value(const reflect::shape& type, const void* value) {
        switch (type.kind) {
        case reflect::kind::text:
            return write_text(out_, static_cast<const basic_text*>(value)->view());
        case reflect::kind::integer:
            return number(*static_cast<const std::int64_t*>(value));
        case reflect::kind::unsigned_integer:
            return number(*static_cast<const std::uint64_t*>(value));
        case reflect::kind::number:
            return real(*static_cast<const double*>(value));
        case reflect::kind::boolean:
            return out_.append(*static_cast<const bool*>(value) ? "true" : "false");
        case reflect::kind::structure:
            return structure(*type.structure, value);
        case reflect::kind::list:
            return list(*type.list, value);
        }
    }

    template <class Number>
    void number(Number value) {
        char* at = out_.room(32);
        out_.commit(std::to_chars(at, at + 32, value).ptr);
    }

    void real(double value) {
        if (!std::isfinite(value))
            return out_.append("null"); // JSON has no other word for it
        number(value);
    }

    void list(const reflect::list_access& access, const void* value) {
        out_.push_back('[');
        const auto* at = static_cast<const std::byte*>(access.data(value));
        for (std::size_t i = 0, size = access.size(value); i != size; ++i, at += access.stride) {
            if (i != 0)
                out_.push_back(',');
            const void* element = access.element.value(at);
            if (element != nullptr)
                this->value(*access.element.shape, element);
            else
                out_.append("null");
        }
        out_.push_back(']');
    }

    buffer& out_;
};

} // namespace detail

BINDERY_DECL void write_text(buffer& out, std::string_view text) {
    out.push_back('"');
    for (;;) {
        const std::size_t plain = detail::plain_prefix(text.data(), text.size());
        out.append(text.data(), plain);
        if (plain == text.size())
            break;
        detail::write_escaped(out, text[plain]);
        text.remove_prefix(plain + 1);
    }
    out.push_back('"');
}

BINDERY_DECL void write(buffer& out, const reflect::structure& structure, const void* value) {
    detail::writer(out).structure(structure, value);
}

} // namespace bindery::json

#endif
