#ifndef BINDERY_ADMISSION_HPP
#define BINDERY_ADMISSION_HPP

namespace bindery {

/// What becomes of a wish that has to be remembered.
enum class admission : unsigned char {
    granted, ///< and remembered
    refused, ///< by what is remembered already
    full,    ///< nothing was done, since there is no room to remember it
};

} // namespace bindery

#endif
