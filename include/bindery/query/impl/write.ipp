#ifndef BINDERY_QUERY_IMPL_WRITE_IPP
#define BINDERY_QUERY_IMPL_WRITE_IPP

#include <bindery/query/write.hpp>

#include <charconv>

namespace bindery::query {

namespace detail {

class writer {
public:
    writer(parameter_list& out, first_index first) noexcept
        : out_(out), first_(static_cast<std::size_t>(first)), name_(out.path_) {
        name_.clear();
    }

    void structure(const reflect::structure& type, const void* object) {
        for (const reflect::member& member : type.members)
            if (const void* value = member.how->value(type.at(member, object)))
                under(member.name, *member.how->shape, value);
    }

private:
    /// Writes `value` under the name so far and `part`.
    void under(std::string_view part, const reflect::shape& type, const void* value) {
        const std::size_t before = name_.size();
        if (before != 0)
            name_ += '.';
        name_ += part;
        this->value(type, value);
        name_.resize(before);
    }

    void value(const reflect::shape& type, const void* value) {
        switch (type.kind) {
        case reflect::kind::text:
            return add(static_cast<const basic_text*>(value)->view());
        case reflect::kind::integer:
            return number(*static_cast<const std::int64_t*>(value));
        case reflect::kind::unsigned_integer:
            return number(*static_cast<const std::uint64_t*>(value));
        case reflect::kind::number:
            return number(*static_cast<const double*>(value));
        case reflect::kind::boolean:
            return add(*static_cast<const bool*>(value) ? "true" : "false");
        case reflect::kind::structure:
            return structure(*type.structure, value);
        case reflect::kind::list:
            return list(*type.list, value);
        }
    }

    template <class Number>
    void number(Number value) {
        char digits[32];
        add({digits, std::to_chars(digits, digits + sizeof digits, value).ptr});
    }

    void list(const reflect::list_access& access, const void* list) {
        const auto* at = static_cast<const std::byte*>(access.data(list));
        for (std::size_t i = 0, size = access.size(list); i != size; ++i, at += access.stride)
            if (const void* element = access.element.value(at))
                under(decimal(std::uint64_t{i + first_}).view(), *access.element.shape, element);
    }

    void add(std::string_view value) { out_.add(name_, value); }

    parameter_list& out_;
    std::size_t first_;
    std::string& name_;
};

} // namespace detail

BINDERY_DECL void write(parameter_list& out, const reflect::structure& structure, const void* value,
                        first_index first) {
    detail::writer(out, first).structure(structure, value);
}

BINDERY_DECL void write(parameters& out, const reflect::structure& structure, const void* value, first_index first) {
    parameter_list all;
    write(all, structure, value, first);
    for (std::size_t i = 0; i != all.size(); ++i)
        out.push_back({std::string(all.name(i)), std::string(all.value(i))});
}

} // namespace bindery::query

#endif
