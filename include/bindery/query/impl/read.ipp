#ifndef BINDERY_QUERY_IMPL_READ_IPP
#define BINDERY_QUERY_IMPL_READ_IPP

#include <bindery/query/impl/name_order.hpp>
#include <bindery/query/read.hpp>
#include <bindery/validate.hpp>

#include <algorithm>
#include <charconv>

namespace bindery::query {

namespace detail {

class reader {
public:
    reader(const read_options& options, violations& broken) noexcept
        : options_(options), broken_(broken), memory_left_(options.limits.max_memory) {}

    /// False: it is beyond a limit, see `excess`.
    bool parameter(const query::parameter& given, const reflect::structure& structure, void* object) {
        given_ = &given;
        rest_ = given.name;
        depth_ = 0;
        in_structure(structure, object);
        return excess_.empty();
    }
    const std::string& excess() const noexcept { return excess_; }

    /// Of two parameters of one name either may be meant, and a signature may not cover which comes first.
    void repeated(const query::parameter& given) {
        given_ = &given;
        add(rule::type, "a parameter that is given once", "another one of this name");
    }

private:
    /// A member's own name may have dots in it, so the longest that begins what is left is meant.
    void in_structure(const reflect::structure& type, void* object) {
        const reflect::member* meant = nullptr;
        for (const reflect::member& member : type.members)
            if (rest_.starts_with(member.name) &&
                (rest_.size() == member.name.size() || rest_[member.name.size()] == '.'))
                if (meant == nullptr || member.name.size() > meant->name.size())
                    meant = &member;
        if (meant != nullptr && !given_->name.ends_with('.')) {
            rest_.remove_prefix((std::min)(meant->name.size() + 1, rest_.size()));
            return in_slot(*meant->how, type.at(*meant, object));
        }
        if (options_.refuse_unknown_members)
            add(rule::known, "only members that the operation has", shortened(given_->name));
    }

    /// Nested values are filled by several parameters, so one that is there is kept.
    void in_slot(const reflect::slot& how, void* at) {
        if (++depth_ > options_.limits.max_depth)
            return add(rule::type, "a name of fewer parts", {});
        const bool nested = how.shape->kind == reflect::kind::list || how.shape->kind == reflect::kind::structure;
        void* value = nested ? const_cast<void*>(how.value(at)) : nullptr;
        if (nested && rest_.empty())
            return add(rule::type, std::string(name_of(how.shape->kind)), "the text " + shortened(given_->value));
        if (!nested && !rest_.empty())
            return add(rule::type, std::string(name_of(how.shape->kind)), "members under it");
        if (value == nullptr) {
            if (how.indirect && !take(how.shape->structure->size))
                return;
            value = how.emplace(at);
        }
        switch (how.shape->kind) {
        case reflect::kind::text:
            if (given_->value.size() > options_.limits.max_text)
                excess_ =
                    "the text " + path() + " has more than " + std::to_string(options_.limits.max_text) + " bytes";
            else if (take(given_->value.size()))
                static_cast<basic_text*>(value)->assign(given_->value);
            return;
        case reflect::kind::integer:
            return number<std::int64_t>(how, value);
        case reflect::kind::unsigned_integer:
            return number<std::uint64_t>(how, value);
        case reflect::kind::number:
            return number<double>(how, value);
        case reflect::kind::boolean:
            if (given_->value != "true" && given_->value != "false")
                return misfit(how);
            *static_cast<bool*>(value) = given_->value == "true";
            return;
        case reflect::kind::structure:
            return in_structure(*how.shape->structure, value);
        case reflect::kind::list:
            return in_list(*how.shape->list, value);
        }
    }

    template <class Number>
    void number(const reflect::slot& how, void* value) {
        Number parsed = 0;
        if (!parse(given_->value, parsed))
            return misfit(how);
        if constexpr (std::same_as<Number, double>) {
            if (!is_finite(parsed))
                return misfit(how);
        }
        *static_cast<Number*>(value) = parsed;
    }

    void in_list(const reflect::list_access& access, void* list) {
        const std::string_view part = take_part(rest_);
        std::uint64_t number = 0;
        const std::size_t size = access.size(list);
        const auto first = static_cast<std::uint64_t>(options_.first);
        if (!parse(part, number) || number < first || number - first > size)
            return add(rule::type, "elements numbered from " + std::to_string(first) + " without a gap",
                       shortened(part));
        if (number - first == size && !take(access.stride))
            return;
        void* element = number - first == size ? access.append(list)
                                               : static_cast<std::byte*>(const_cast<void*>(access.data(list))) +
                                                     (number - first) * access.stride;
        in_slot(access.element, element);
    }

    void misfit(const reflect::slot& how) {
        add(rule::type, std::string(name_of(how.shape->kind)), "the text " + shortened(given_->value));
    }
    void add(bindery::rule rule, std::string expected, std::string found) {
        if (broken_.empty() || broken_.size() < options_.limits.max_violations)
            broken_.push_back({path(), rule, std::move(expected), std::move(found)});
    }

    /// Of the parameter, as a pointer of valid UTF-8: it may be told to whoever sent it.
    std::string path() const {
        std::string_view name = utf8::prefix(given_->name, 1024);
        std::string path;
        if (utf8::count(name) == utf8::invalid)
            bindery::detail::append_to_pointer(path, shortened(name));
        else
            do
                bindery::detail::append_to_pointer(path, take_part(name));
            while (!name.empty());
        return path;
    }

    /// Counts what is about to be made.
    bool take(std::size_t bytes) {
        if (bytes > memory_left_) {
            excess_ = "what is read takes more than " + std::to_string(options_.limits.max_memory) +
                      " bytes of memory, from " + path() + " on";
            return false;
        }
        memory_left_ -= bytes;
        return true;
    }

    const read_options& options_;
    violations& broken_;
    const query::parameter* given_ = nullptr;
    std::string_view rest_;
    std::size_t depth_ = 0;
    std::size_t memory_left_;
    std::string excess_;
};

} // namespace detail

BINDERY_DECL result<void> read(std::span<const parameter> values, const reflect::structure& structure, void* out,
                               const read_options& options) {
    std::vector<const parameter*> ordered;
    for (const parameter& each : values)
        ordered.push_back(&each);
    std::stable_sort(ordered.begin(), ordered.end(), detail::in_order);

    violations broken;
    detail::reader reader(options, broken);
    const parameter* last = nullptr;
    for (const parameter* each : ordered) {
        if (last != nullptr && !detail::in_order(last, each))
            reader.repeated(*each);
        else if (!reader.parameter(*each, structure, out))
            return error{errc::protocol, reader.excess(), make_error_code(boost::system::errc::message_size)};
        last = each;
    }
    if (broken.empty())
        return {};
    error misfit{errc::protocol, "the parameters do not fit their description"};
    misfit.violations = std::move(broken);
    return misfit;
}

} // namespace bindery::query

#endif
