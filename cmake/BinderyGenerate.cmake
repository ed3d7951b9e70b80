# bindery_generate(TARGET <target> SPECS <page>...)
#
# Binds your own reference pages: runs bindery-gen on them whenever a page or the generator changes, and puts the
# headers it writes on the target's include path.
#
#   bindery_generate(TARGET my_program SPECS apis/CreateThing.md apis/DeleteThing.md)
#   #include <bindery/api/...>
#
# Call it in the folder that made the target.
function(bindery_generate)
    cmake_parse_arguments(PARSE_ARGV 0 arg "" "TARGET" "SPECS")
    if(NOT arg_TARGET OR NOT arg_SPECS OR arg_UNPARSED_ARGUMENTS)
        message(FATAL_ERROR "usage: bindery_generate(TARGET <target> SPECS <page>...)")
    endif()

    if(TARGET bindery-gen)
        set(generator bindery-gen)
    elseif(TARGET bindery::bindery-gen)
        set(generator bindery::bindery-gen)
    else()
        message(FATAL_ERROR "bindery_generate: bindery was built without its generator (BINDERY_BUILD_CODEGEN=OFF)")
    endif()

    set(specs "")
    foreach(spec IN LISTS arg_SPECS)
        get_filename_component(spec "${spec}" ABSOLUTE BASE_DIR "${CMAKE_CURRENT_SOURCE_DIR}")
        list(APPEND specs "${spec}")
    endforeach()

    # The pages decide which headers there are, so a stamp stands for all of them.
    set(out "${CMAKE_CURRENT_BINARY_DIR}/${arg_TARGET}.bindery")
    set(stamp "${out}/stamp")
    add_custom_command(
        OUTPUT "${stamp}"
        COMMAND ${generator} generate --out "${out}/include/bindery/api" ${specs}
        COMMAND "${CMAKE_COMMAND}" -E touch "${stamp}"
        DEPENDS ${generator} ${specs}
        COMMENT "Binding the reference pages of ${arg_TARGET}"
        VERBATIM
    )
    add_custom_target(${arg_TARGET}_bindery DEPENDS "${stamp}")
    add_dependencies(${arg_TARGET} ${arg_TARGET}_bindery)

    get_target_property(type ${arg_TARGET} TYPE)
    if(type STREQUAL "INTERFACE_LIBRARY")
        target_include_directories(${arg_TARGET} INTERFACE "${out}/include")
    else()
        target_include_directories(${arg_TARGET} PUBLIC "${out}/include")
        # At the end of the folder, when the target has all of its sources.
        cmake_language(EVAL CODE "cmake_language(DEFER CALL bindery_compile_after [[${arg_TARGET}]] [[${stamp}]])")
    endif()
endfunction()

# Compiles the target's sources again when the stamp is renewed. Ninja looks at a header that no rule names before the
# build and not after the generator has run, so without this a changed page would take two builds.
function(bindery_compile_after target stamp)
    get_target_property(sources ${target} SOURCES)
    set_property(SOURCE ${sources} APPEND PROPERTY OBJECT_DEPENDS "${stamp}")
endfunction()
