/// The 24 solar terms, in the order of the Gregorian year.
enum SolarTerm: Int, Sendable, Hashable, CaseIterable {
    case minorCold, majorCold, springBegins, rainWater, insectsAwake, springEquinox, clearBright, grainRain
    case summerBegins, grainFull, grainInEar, summerSolstice, minorHeat, majorHeat, autumnBegins, heatEnds
    case whiteDew, autumnEquinox, coldDew, frostDescends, winterBegins, minorSnow, majorSnow, winterSolstice
}
