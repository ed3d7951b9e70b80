# Warnings for bindery's own targets. Users never get these flags: they link bindery::bindery, not this.
add_library(bindery_warnings INTERFACE)

if(MSVC)
    target_compile_options(bindery_warnings INTERFACE /W4 /permissive-)
    if(BINDERY_WERROR)
        target_compile_options(bindery_warnings INTERFACE /WX)
    endif()
else()
    target_compile_options(bindery_warnings INTERFACE -Wall -Wextra)
    if(BINDERY_WERROR)
        target_compile_options(bindery_warnings INTERFACE -Werror)
    endif()
endif()
