package dev.factory.core.money;

import java.util.HashMap;
import java.util.Map;

/**
 * The currencies of ISO 4217, list one, with their exponents.
 *
 * <p>A row is never taken out and its exponent never changed: amounts stored under it must keep
 * their meaning. Codes without a minor unit (precious metals, funds, XTS, XXX) are left out.
 */
final class IsoCurrencies {

  private static final String WHOLE =
      "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";

  private static final String TWO_DECIMALS =
      "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD"
          + " CDF CHE CHF CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP"
          + " GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT"
          + " LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD"
          + " NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD"
          + " SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU"
          + " UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG";

  private static final String THREE_DECIMALS = "BHD IQD JOD KWD LYD OMR TND";

  private static final String FOUR_DECIMALS = "CLF UYW";

  /** Withdrawn in recent years, all with two decimals; amounts in them are still on file. */
  private static final String WITHDRAWN = "ANG BGN CUC HRK SLL ZWL";

  /** Immutable. */
  static final Map<String, CurrencyUnit> BY_CODE = table();

  private IsoCurrencies() {}

  private static Map<String, CurrencyUnit> table() {
    Map<String, CurrencyUnit> currencies = new HashMap<>();
    add(currencies, WHOLE, 0);
    add(currencies, TWO_DECIMALS, 2);
    add(currencies, WITHDRAWN, 2);
    add(currencies, THREE_DECIMALS, 3);
    add(currencies, FOUR_DECIMALS, 4);
    return Map.copyOf(currencies);
  }

  private static void add(Map<String, CurrencyUnit> currencies, String codes, int exponent) {
    for (String code : codes.split(" ", -1)) {
      currencies.put(code, new CurrencyUnit(code, exponent));
    }
  }
}
