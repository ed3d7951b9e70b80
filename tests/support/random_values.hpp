#ifndef BINDERY_TESTS_SUPPORT_RANDOM_VALUES_HPP
#define BINDERY_TESTS_SUPPORT_RANDOM_VALUES_HPP

#include <bindery/reflect/table.hpp>

#include <cmath>
#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <string>

/// Fills structures with random values by their tables: some keep the rules, some break them by one. The same seed
/// gives the same values.
class random_values {
public:
    explicit random_values(std::uint64_t seed) : engine_(seed) {}

    /// Also makes text that is not UTF-8.
    random_values& with_bad_text() {
        bad_text_ = true;
        return *this;
    }
    /// Lists have an element or more and no element is absent: forms that a query cannot tell from nothing.
    random_values& without_empty() {
        empty_ = false;
        return *this;
    }

    template <bindery::reflect::described T>
    T make() {
        T out = bindery::reflect::blank<T>();
        structure(bindery::reflect::structure_of<T>, &out, 0);
        return out;
    }

    std::size_t below(std::size_t bound) { return std::uniform_int_distribution<std::size_t>(0, bound - 1)(engine_); }

    std::string text(std::size_t code_points) {
        std::string out;
        for (std::size_t i = 0; i != code_points; ++i)
            append_code_point(out);
        if (bad_text_ && below(10) == 0)
            out += "\xED\xA0\x80";
        return out;
    }

private:
    void structure(const bindery::reflect::structure& type, void* object, unsigned depth) {
        for (const bindery::reflect::member& member : type.members)
            slot(*member.how, type.at(member, object), depth);
    }

    void slot(const bindery::reflect::slot& how, void* at, unsigned depth) {
        using bindery::reflect::kind;
        using bindery::reflect::presence;
        const bool left_out = how.presence == presence::optional ? below(3) == 0 : below(40) == 0;
        if (how.presence != presence::plain && left_out)
            return;
        void* value = how.emplace(at);
        switch (how.shape->kind) {
        case kind::text:
            return fill_text(*how.shape, *static_cast<bindery::basic_text*>(value));
        case kind::integer:
            return void(*static_cast<std::int64_t*>(value) = integer(*how.shape));
        case kind::unsigned_integer:
            return void(*static_cast<std::uint64_t*>(value) = static_cast<std::uint64_t>(integer(*how.shape)));
        case kind::number:
            return void(*static_cast<double*>(value) = number(*how.shape));
        case kind::boolean:
            return void(*static_cast<bool*>(value) = below(2) == 0);
        case kind::structure:
            return structure(*how.shape->structure, value, depth + 1);
        case kind::list:
            return fill_list(*how.shape->list, value, depth);
        }
    }

    void fill_list(const bindery::reflect::list_access& access, void* list, unsigned depth) {
        const std::size_t size = depth > 3 ? 0 : empty_ ? below(4) : 1 + below(3);
        for (std::size_t i = 0; i != size; ++i) {
            void* element = access.append(list);
            slot(access.element, element, depth + 1);
            if (!empty_ && access.element.value(element) == nullptr)
                access.element.emplace(element);
        }
    }

    void fill_text(const bindery::reflect::shape& type, bindery::basic_text& out) {
        std::size_t points = below(below(8) == 0 ? 60 : 6);
        for (const bindery::constraint& rule : type.constraints) {
            if (rule.rule == bindery::rule::one_of && below(4) != 0)
                return out.assign(rule.values[below(rule.values.size())]);
            if (rule.rule == bindery::rule::timestamp && below(3) != 0)
                return out.assign("2023-11-14T22:13:20Z");
            if (rule.rule == bindery::rule::pattern && below(3) != 0)
                return out.assign("abc-07");
            if (rule.rule == bindery::rule::length)
                points = static_cast<std::size_t>(below(2) == 0 ? rule.max : rule.min) + below(2);
        }
        out.assign(text(points));
    }

    std::int64_t integer(const bindery::reflect::shape& type) {
        for (const bindery::constraint& rule : type.constraints) {
            if (rule.rule == bindery::rule::range)
                return rule.min - 1 +
                       static_cast<std::int64_t>(below(static_cast<std::size_t>(rule.max - rule.min + 3)));
            if (rule.rule == bindery::rule::one_of)
                return static_cast<std::int64_t>(below(6));
        }
        switch (below(5)) {
        case 0:
            return std::numeric_limits<std::int64_t>::min();
        case 1:
            return std::numeric_limits<std::int64_t>::max();
        case 2:
            return -1;
        default:
            return static_cast<std::int64_t>(engine_());
        }
    }

    double number(const bindery::reflect::shape& type) {
        for (const bindery::constraint& rule : type.constraints)
            if (rule.rule == bindery::rule::range)
                return std::uniform_real_distribution<double>(static_cast<double>(rule.min) - .5,
                                                              static_cast<double>(rule.max) + .5)(engine_);
        for (;;) { // any bits that make a finite number
            const std::uint64_t bits = engine_();
            double value;
            std::memcpy(&value, &bits, sizeof value);
            if (std::isfinite(value))
                return value;
        }
    }

    void append_code_point(std::string& out) {
        std::uint32_t c;
        switch (below(8)) {
        case 0:
            c = static_cast<std::uint32_t>(below(0x20));
            break; // control characters, NUL among them
        case 1:
            c = static_cast<std::uint32_t>("\"\\/&=%+.~"[below(9)]);
            break;
        case 2:
            c = 0x80 + static_cast<std::uint32_t>(below(0x780));
            break;
        case 3:
            c = 0x800 + static_cast<std::uint32_t>(below(0xD000));
            break; // below the surrogates
        case 4:
            c = 0xE000 + static_cast<std::uint32_t>(below(0x2000));
            break;
        case 5:
            c = 0x10000 + static_cast<std::uint32_t>(below(0x100000));
            break;
        default:
            c = 0x20 + static_cast<std::uint32_t>(below(0x5F));
            break;
        }
        const auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
        if (c < 0x80)
            return byte(c);
        if (c < 0x800) {
            byte(0xC0 | c >> 6);
        } else if (c < 0x10000) {
            byte(0xE0 | c >> 12);
            byte(0x80 | (c >> 6 & 0x3F));
        } else {
            byte(0xF0 | c >> 18);
            byte(0x80 | (c >> 12 & 0x3F));
            byte(0x80 | (c >> 6 & 0x3F));
        }
        byte(0x80 | (c & 0x3F));
    }

    std::mt19937_64 engine_;
    bool bad_text_ = false;
    bool empty_ = true;
};

#endif
