#ifndef BINDERY_IMPL_VALIDATE_IPP
#define BINDERY_IMPL_VALIDATE_IPP

#include <bindery/validate.hpp>

#include <charconv>

namespace bindery {

BINDERY_DECL std::string shortened(std::string_view value) {
    constexpr std::size_t shown = 40;
    constexpr char hex[] = "0123456789abcdef";
    std::string out = "\"";
    std::string_view rest = utf8::prefix(value, shown);
    const bool cut = rest.size() != value.size();
    while (!rest.empty()) {
        const auto byte = static_cast<unsigned char>(rest[0]);
        const std::size_t length = byte < 0x20 || byte == 0x7F ? 0 : utf8::sequence_length(rest);
        if (length == 0) {
            (out += "\\x") += {hex[byte >> 4], hex[byte & 15]};
            rest.remove_prefix(1);
            continue;
        }
        if (byte == '"' || byte == '\\')
            out += '\\';
        out += rest.substr(0, length);
        rest.remove_prefix(length);
    }
    return out += cut ? "...\"" : "\"";
}

BINDERY_DECL std::string expectation(const constraint& rule) {
    const auto bounds = [&](std::string_view one, std::string_view many) {
        const bool low = rule.min != no_minimum && (rule.min > 0 || many.empty());
        const bool high = rule.max != no_maximum;
        std::string out;
        if (low && high && rule.min == rule.max)
            out = "exactly " + std::to_string(rule.max);
        else if (low && high)
            out = std::to_string(rule.min) + " to " + std::to_string(rule.max);
        else if (high)
            out = "at most " + std::to_string(rule.max);
        else
            out = "at least " + std::to_string(rule.min);
        if (!many.empty())
            (out += ' ') += (high ? rule.max : rule.min) == 1 ? one : many;
        return out;
    };
    switch (rule.rule) {
    case rule::length:
        return bounds("character", "characters");
    case rule::bytes:
        return bounds("byte", "bytes");
    case rule::items:
        return bounds("element", "elements");
    case rule::range:
        return bounds({}, {});
    case rule::pattern:
        return "the form " + std::string(rule.values[0]);
    case rule::timestamp:
        return "a point in time such as 2023-11-14T22:13:20Z";
    case rule::one_of: {
        std::string out = rule.values.size() == 1 ? "" : "one of ";
        for (std::size_t i = 0; i != rule.values.size(); ++i) {
            if (i != 0)
                out += ", ";
            (((out += '"') += rule.values[i]) += '"');
        }
        return out;
    }
    default:
        return std::string(name_of(rule.rule));
    }
}

namespace detail {

/// A place inside the judged object, kept as a chain on the stack: its text is only made when something is broken.
struct place {
    const place* parent;
    const reflect::member* member; ///< null for an element
    std::size_t index = 0;

    std::string pointer() const {
        std::string text = parent != nullptr ? parent->pointer() : std::string();
        if (parent == nullptr)
            return text;
        append_to_pointer(text, member != nullptr ? member->name : decimal(static_cast<std::uint64_t>(index)).view());
        return text;
    }
};

class validator {
public:
    validator(violations& broken, std::size_t most) noexcept : broken_(broken), most_(most) {}

    void structure(const reflect::structure& type, const void* object, const place& here) {
        for (const reflect::member& member : type.members)
            slot(*member.how, type.at(member, object), here, &member, 0);
    }

private:
    /// Nearly all is text and in order: that much fits into the walk over the members, the rest is kept out of it, the
    /// making of places too.
    [[gnu::always_inline]] void slot(const reflect::slot& how, const void* at, const place& parent,
                                     const reflect::member* member, std::size_t index) {
        const void* const value = how.value(at);
        if (value == nullptr) {
            if (how.presence == reflect::presence::required)
                report({&parent, member, index}, rule::required, "a value, since the member is required", {});
        } else if (how.shape->kind != reflect::kind::text) {
            other(*how.shape, value, {&parent, member, index});
        } else if (!keeps(how.shape->constraints, static_cast<const basic_text*>(value)->view())) [[unlikely]] {
            text(*how.shape, *static_cast<const basic_text*>(value), {&parent, member, index});
        }
    }

    /// Whether the text is ASCII and keeps the rules; others are looked at more closely.
    static bool keeps(std::span<const constraint> rules, std::string_view value) noexcept {
        if (!utf8::is_ascii(value))
            return false;
        for (const constraint& rule : rules)
            if (!satisfies(rule, value, value.size()))
                return false;
        return true;
    }

    [[gnu::noinline]] void text(const reflect::shape& type, const basic_text& value, const place& here) {
        const std::size_t points = utf8::count(value.view());
        if (points == utf8::invalid) // characters cannot be counted
            return report(here, rule::utf8, "valid UTF-8", shortened(value.view()));
        for (const constraint& rule : type.constraints) {
            if (satisfies(rule, value.view(), points) || (rule.rule == rule::one_of && value.is_unlisted()))
                continue;
            std::string found = shortened(value.view());
            if (rule.rule == rule::length)
                found = std::to_string(points) + ": " + found;
            else if (rule.rule == rule::bytes)
                found = std::to_string(value.size()) + ": " + found;
            report(here, rule.rule, expectation(rule), std::move(found));
        }
    }

    [[gnu::noinline]] void other(const reflect::shape& type, const void* value, const place& here) {
        switch (type.kind) {
        case reflect::kind::integer:
            return number(type, *static_cast<const std::int64_t*>(value), here);
        case reflect::kind::unsigned_integer:
            return number(type, *static_cast<const std::uint64_t*>(value), here);
        case reflect::kind::number:
            return number(type, *static_cast<const double*>(value), here);
        case reflect::kind::structure:
            return structure(*type.structure, value, here);
        case reflect::kind::list:
            return list(type, value, here);
        case reflect::kind::boolean:
        case reflect::kind::text:
            return;
        }
    }

    template <class Number>
    void number(const reflect::shape& type, Number value, const place& here) {
        if constexpr (std::same_as<Number, double>) {
            if (!is_finite(value))
                return report(here, rule::type, "a finite number", shown(value));
        }
        for (const constraint& rule : type.constraints)
            if (!satisfies(rule, value))
                report(here, rule.rule, expectation(rule), shown(value));
    }

    template <class Number>
    static std::string shown(Number value) {
        char digits[32];
        return {digits, std::to_chars(digits, digits + sizeof digits, value).ptr};
    }

    void list(const reflect::shape& type, const void* value, const place& here) {
        const reflect::list_access& elements = *type.list;
        const std::size_t size = elements.size(value);
        for (const constraint& rule : type.constraints)
            if (rule.rule == rule::items && !within(rule, static_cast<std::int64_t>(size)))
                report(here, rule.rule, expectation(rule), std::to_string(size));
        const auto* at = static_cast<const std::byte*>(elements.data(value));
        for (std::size_t i = 0; i != size; ++i, at += elements.stride)
            slot(elements.element, at, here, nullptr, i);
    }

    [[gnu::cold, gnu::noinline]] void report(const place& here, rule which, std::string expected, std::string found) {
        if (broken_.size() < most_)
            broken_.push_back({here.pointer(), which, std::move(expected), std::move(found)});
    }

    violations& broken_;
    std::size_t most_;
};

BINDERY_DECL void validate(const reflect::structure& structure, const void* value, violations& broken,
                           std::size_t most) {
    validator(broken, most).structure(structure, value, {nullptr, nullptr});
}

} // namespace detail

} // namespace bindery

#endif
