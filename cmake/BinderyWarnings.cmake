# Warnings for bindery's own targets. Users never get these flags: they link bindery::bindery, not this.
add_library(bindery_warnings INTERFACE)

if(MSVC)
    target_compile_options(bindery_warnings INTERFACE /W4 /permissive-)
    if(BINDERY_WERROR)
        target_compile_options(bindery_warnings INTERFACE /WX)
    endif()
else()
    target_compile_options(bindery_warnings INTERFACE -Wall -Wextra)
    # g++ 12 warns of overlapping copies inside std::string where there are none, once it optimizes (GCC bug 105651).
    if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
        target_compile_options(bindery_warnings INTERFACE $<$<NOT:$<CONFIG:Debug>>:-Wno-restrict>)
    endif()
    if(BINDERY_WERROR)
        target_compile_options(bindery_warnings INTERFACE -Werror)
    endif()
endif()
