// The one translation unit of bindery::compiled: every body that is not a template.
#include <bindery/src.hpp>
