#ifndef BINDERY_REFLECT_SHAPE_HPP
#define BINDERY_REFLECT_SHAPE_HPP

// What the walkers (validate, json, query) know of a type: data, no templates. The tables are made in table.hpp.

#include <bindery/types/constraint.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace bindery::reflect {

enum class kind : std::uint8_t {
    text,
    integer,
    unsigned_integer,
    number,
    boolean,
    list,
    structure
};

/// For messages: "text", "an integer", ...
constexpr std::string_view name_of(kind what) noexcept {
    constexpr std::string_view names[] = {"text",   "an integer", "an unsigned integer", "a number", "true or false",
                                          "a list", "an object"};
    return names[static_cast<std::uint8_t>(what)];
}

enum class presence : std::uint8_t {
    plain,    ///< the value itself
    optional, ///< an optional<T>
    required, ///< a required<T>
};

struct structure;
struct list_access;

/// A type of values: `constraints` apply to each of them.
struct shape {
    reflect::kind kind;
    std::span<const constraint> constraints;
    const reflect::structure* structure = nullptr; ///< of kind::structure
    const list_access* list = nullptr;             ///< of kind::list
};

/// How a member or an element holds its value.
struct slot {
    const reflect::shape* shape;
    reflect::presence presence;
    bool indirect;                ///< the value of an optional is a pointer to it
    std::uint16_t value_offset;   ///< of the value behind the flag of an optional
    void* (*emplace)(void* slot); ///< puts a blank value in and returns where it is

    /// Where the value is, or null when there is none.
    const void* value(const void* at) const noexcept {
        if (presence == presence::plain)
            return at;
        if (!*static_cast<const bool*>(at))
            return nullptr;
        const void* value = static_cast<const std::byte*>(at) + value_offset;
        return indirect ? *static_cast<const void* const*>(value) : value;
    }

    /// Of a number or boolean: says that it is there and returns where it goes. Such a value needs no constructor, so
    /// this is `emplace` without the call.
    void* scalar(void* at) const noexcept {
        if (presence != presence::plain)
            *static_cast<bool*>(at) = true;
        return static_cast<std::byte*>(at) + value_offset;
    }
};

/// A list without its element type.
struct list_access {
    slot element;
    std::size_t stride;
    std::size_t (*size)(const void* list);
    const void* (*data)(const void* list);
    void* (*append)(void* list); ///< a blank element, returned
};

struct member {
    std::string_view name; ///< on the wire; what stands around it is the key as JSON writes it
    const void* place;     ///< the member of the phantom object at the structure's `origin`
    const slot* how;

    /// `,"Name":`
    std::string_view key() const noexcept { return {name.data() - 2, name.size() + 4}; }

    std::size_t offset(const void* origin) const noexcept {
        return static_cast<std::size_t>(static_cast<const std::byte*>(place) - static_cast<const std::byte*>(origin));
    }
};

/// A structure's members in the page's order. Behind the last stands one with a name that there is not.
struct structure {
    std::span<const member> members;
    const void* origin;
    const unsigned char* tags = nullptr; ///< of the members' names, see lookup.hpp
    std::size_t size = 0;                ///< of an object, in bytes

    const void* at(const member& which, const void* object) const noexcept {
        return static_cast<const std::byte*>(object) + which.offset(origin);
    }
    void* at(const member& which, void* object) const noexcept {
        return static_cast<std::byte*>(object) + which.offset(origin);
    }
};

} // namespace bindery::reflect

#endif
