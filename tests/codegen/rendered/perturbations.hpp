#ifndef BINDERY_TESTS_CODEGEN_RENDERED_PERTURBATIONS_HPP
#define BINDERY_TESTS_CODEGEN_RENDERED_PERTURBATIONS_HPP

// What authors, converters and browsers do to pages. None of it changes what a page says of its members.

#include "rendered/layouts.hpp"

namespace bindery::codegen::rendered {

struct perturbation {
    std::string name;
    unsigned needs; ///< traits of the layout
    void (*apply)(page& to, std::mt19937& chance);
    std::string said = {}; ///< part of a message that must be there
    bool lenient = false;  ///< it adds what cannot be read, which is an error
    bool of_text = false;  ///< it is done to what was written
    bool of_drawn = false; ///< it is said where signs show that there is a table
};

const std::vector<perturbation>& perturbations();

} // namespace bindery::codegen::rendered

#endif
